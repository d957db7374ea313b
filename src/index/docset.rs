//! Which documents of one segment are meant? A set of them, as bits.

/// A set of a segment's documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocBits {
    words: Vec<u64>,
}

impl DocBits {
    /// Makes the empty set for a segment of `size` documents.
    pub(super) fn empty(size: u32) -> Self {
        DocBits { words: vec![0; (size as usize).div_ceil(64)] }
    }

    /// Puts a document in.
    pub(super) fn insert(&mut self, doc: u32) {
        self.words[doc as usize / 64] |= 1 << (doc % 64);
    }

    /// Takes a document out.
    pub(super) fn remove(&mut self, doc: u32) {
        self.words[doc as usize / 64] &= !(1 << (doc % 64));
    }

    /// Tells whether a document is in.
    pub(super) fn contains(&self, doc: u32) -> bool {
        self.words[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    /// Counts the documents.
    pub(super) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Gives the first document from one on; `None` where none is left.
    pub(super) fn first_from(&self, doc: u32) -> Option<u32> {
        let at = doc as usize / 64;
        let first = self.words.get(at)? & (u64::MAX << (doc % 64));
        let words = std::iter::once(first).chain(self.words[at + 1..].iter().copied());
        (at as u32..).zip(words).find(|(_, word)| *word != 0).map(|(at, word)| at * 64 + word.trailing_zeros())
    }

    /// Gives the documents from one on up to another, in ascending order.
    pub(super) fn between(&self, first: u32, last: u32) -> impl Iterator<Item = u32> + '_ {
        (first / 64..=(last / 64).min(self.words.len() as u32)).flat_map(move |at| {
            let from = if at == first / 64 { u64::MAX << (first % 64) } else { u64::MAX };
            let to = if at == last / 64 { u64::MAX >> (63 - last % 64) } else { u64::MAX };
            bits(at, self.words.get(at as usize).map_or(0, |word| word & from & to))
        })
    }

    /// Counts, of the 64 documents that one stands among, those before it.
    pub(super) fn count_beside(&self, doc: u32) -> u32 {
        (self.words[doc as usize / 64] & ((1 << (doc % 64)) - 1)).count_ones()
    }

    /// Counts before each 64 documents those that come before.
    pub(super) fn counts_before(&self) -> Vec<u32> {
        let mut count = 0;
        let before = self.words.iter().map(|word| {
            count += word.count_ones();
            count - word.count_ones()
        });
        before.collect()
    }

    /// Keeps what is in both.
    pub(super) fn and(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// Keeps what is in either.
    pub(super) fn or(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Keeps what is not in `other`.
    pub(super) fn without(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= !theirs);
    }

    /// Gives the documents in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.words).flat_map(|(at, word)| bits(at, *word))
    }
}

/// Gives the documents of the word at a place.
fn bits(at: u32, word: u64) -> impl Iterator<Item = u32> {
    let mut left = word;
    std::iter::from_fn(move || {
        (left != 0).then(|| {
            let bit = left.trailing_zeros();
            left &= left - 1;
            at * 64 + bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(docs: &[u32]) -> DocBits {
        let mut bits = DocBits::empty(130);
        docs.iter().for_each(|doc| bits.insert(*doc));
        bits
    }

    #[test]
    fn sets_are_joined_cut_and_walked_in_order() {
        let mut both = set(&[0, 63, 64, 129]);
        both.and(&set(&[63, 129, 5]));
        assert_eq!(both, set(&[63, 129]));
        both.or(&set(&[7]));
        both.without(&set(&[129]));
        assert_eq!(both.iter().collect::<Vec<_>>(), [7, 63]);
        assert_eq!((both.contains(7), both.contains(8)), (true, false));
        let some = set(&[0, 3, 63, 64, 100, 129]);
        assert_eq!(some.between(3, 100).collect::<Vec<_>>(), [3, 63, 64, 100]);
        assert_eq!(some.between(4, 62).count() + some.between(130, u32::MAX).count(), 0);
        assert_eq!((some.first_from(101), some.first_from(130), some.count()), (Some(129), None, 6));
        assert_eq!((some.counts_before(), some.count_beside(63), some.count_beside(129)), (vec![0, 3, 5], 2, 0));
    }
}
