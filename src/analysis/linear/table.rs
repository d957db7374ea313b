//! How are many small rows kept in few bytes, and found by a hashed key?

/// Rows of one width behind hashed keys. Of a key 16 bits are kept beside the bucket that it falls into: a key that was never
/// written is taken for another about once in 10,000 times, which features bear.
#[derive(Clone, Copy, Debug)]
pub struct Table<'b> {
    /// Where each bucket's rows begin, four bytes each, and one more for where the last ends.
    starts: &'b [u8],
    prints: &'b [u8],
    rows: &'b [u8],
    mask: u64,
    width: usize,
}

/// How many rows a bucket has on the mean: few make a key that was never written quick to tell, many the table small.
const ROWS_A_BUCKET: usize = 2;

/// Bytes before the buckets: how many rows, how many buckets.
const HEAD: usize = 8;

impl<'b> Table<'b> {
    /// Reads what [`Table::write`] made; gives the table and what stands behind it. `None` where bytes are missing.
    pub fn read(bytes: &'b [u8], width: usize) -> Option<(Self, &'b [u8])> {
        let rows = number(bytes, 0)?;
        let buckets = number(bytes, 4)?;
        let (starts, rest) = bytes.get(HEAD..)?.split_at_checked((buckets + 1) * 4)?;
        let (prints, rest) = rest.split_at_checked(rows * 2)?;
        let (rows, rest) = rest.split_at_checked(rows * width)?;
        let is_sound = buckets.is_power_of_two() && number(starts, buckets * 4)? * 2 == prints.len();
        is_sound.then_some((Table { starts, prints, rows, mask: buckets as u64 - 1, width }, rest))
    }

    /// Gives the row of a key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'b [u8]> {
        let bucket = (key & self.mask) as usize;
        let &[a, b, c, d, e, f, g, h] = self.starts.get(bucket * 4..bucket * 4 + 8)? else { return None };
        let (first, end) = (u32::from_le_bytes([a, b, c, d]) as usize, u32::from_le_bytes([e, f, g, h]) as usize);
        if first == end {
            return None;
        }
        let wanted = print(key).to_le_bytes();
        let place = self.prints.get(first * 2..end * 2)?.chunks_exact(2).position(|print| print == wanted)? + first;
        self.rows.get(place * self.width..(place + 1) * self.width)
    }

    /// Gives how many rows there are.
    pub fn len(&self) -> usize {
        self.prints.len() / 2
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// Writes rows in the form that [`Table::read`] reads; of two keys that cannot be told apart the first in order is kept.
    pub fn write(mut rows: Vec<(u64, Vec<u8>)>) -> Vec<u8> {
        let buckets = (rows.len() / ROWS_A_BUCKET).max(1).next_power_of_two();
        let mask = buckets as u64 - 1;
        rows.sort_by_key(|(key, _)| (key & mask, print(*key)));
        rows.dedup_by_key(|(key, _)| (*key & mask, print(*key)));
        let mut bytes = Vec::new();
        let mut push = |number: usize| bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        push(rows.len());
        push(buckets);
        for bucket in 0..=buckets as u64 {
            push(rows.partition_point(|(key, _)| key & mask < bucket));
        }
        rows.iter().for_each(|(key, _)| bytes.extend(print(*key).to_le_bytes()));
        rows.iter().for_each(|(_, row)| bytes.extend(row));
        bytes
    }
}

#[inline]
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

#[inline]
const fn print(key: u64) -> u16 {
    (key >> 48) as u16
}

/// Gives a number that stands for a text.
#[inline]
pub fn hash(text: &[u8]) -> u64 {
    // FNV-1a, then stirred so that the upper bits depend on all letters.
    stir(text.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)))
}

/// Gives a number that stands for two numbers in order.
#[inline]
pub const fn pair(one: u64, other: u64) -> u64 {
    stir(one.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ other)
}

/// Spreads every bit over all (the finish of SplitMix64).
#[inline]
const fn stir(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_else() {
        let rows: Vec<(u64, Vec<u8>)> = (0..500u64).map(|n| (pair(7, n), vec![n as u8, (n >> 8) as u8])).collect();
        let bytes = Table::write(rows.clone());
        let (table, rest) = Table::read(&bytes, 2).unwrap();
        assert!(rest.is_empty());
        assert_eq!(table.len(), 500);
        assert!(rows.iter().all(|(key, row)| table.get(*key) == Some(row)));
        assert_eq!((500..900).filter(|n| table.get(pair(7, *n)).is_some()).count(), 0);
    }

    #[test]
    fn a_table_cut_short_is_refused() {
        let bytes = Table::write((0..50u64).map(|n| (pair(1, n), vec![0; 16])).collect());
        assert!((0..bytes.len()).all(|length| Table::read(&bytes[..length], 16).is_none()));
    }
}
