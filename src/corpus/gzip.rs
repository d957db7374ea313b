//! What do compressed bytes unfold to, without letting a small file fill the memory?

use super::limits::{RATIO_FREE_BYTES, UNPACK_RATIO, UNPACKED_BYTES};
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use std::io::Read;

/// What came out, and whether it is all.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Why there is no more, where the end was not reached.
    pub(super) cut: Option<&'static str>,
    /// How many compressed bytes were used.
    pub(super) used: usize,
}

/// Unfolds one gzip member at the start of `bytes`; `None` where there is none.
pub(super) fn member(bytes: &[u8]) -> Option<Unpacked> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return None;
    }
    let mut decoder = GzDecoder::new(bytes);
    let (unpacked, cut) = drain(&mut decoder, bytes.len());
    let used = bytes.len() - decoder.into_inner().len();
    Some(Unpacked { bytes: unpacked, cut, used: used.max(1) })
}

/// Tells whether what is compressed in `bytes` begins with `start`.
pub(super) fn begins(bytes: &[u8], start: &[u8]) -> bool {
    let mut head = vec![0; start.len()];
    bytes.starts_with(b"\x1f\x8b") && GzDecoder::new(bytes).read_exact(&mut head).is_ok() && head == start
}

/// Unfolds all gzip members one after the other.
pub(super) fn unpack(bytes: &[u8]) -> Unpacked {
    let mut all = Unpacked { bytes: Vec::new(), cut: None, used: 0 };
    while let Some(part) = member(&bytes[all.used..]) {
        all.used += part.used;
        if all.bytes.len() + part.bytes.len() > UNPACKED_BYTES || is_bomb(all.bytes.len() + part.bytes.len(), bytes.len()) {
            all.cut = Some(BOMB);
            return all;
        }
        all.bytes.extend_from_slice(&part.bytes);
        all.cut = part.cut;
        if part.cut.is_some() {
            return all;
        }
    }
    all
}

/// Unfolds the body of an HTTP response by its `Content-Encoding`; `None` where that cannot be done.
pub(super) fn body(bytes: &[u8], encoding: &str) -> Option<Vec<u8>> {
    let (unpacked, _) = match encoding {
        "gzip" | "x-gzip" => return Some(unpack(bytes).bytes).filter(|body| !body.is_empty()),
        "deflate" => {
            let zlib = drain(&mut ZlibDecoder::new(bytes), bytes.len());
            if zlib.0.is_empty() { drain(&mut DeflateDecoder::new(bytes), bytes.len()) } else { zlib }
        }
        _ => return None,
    };
    (!unpacked.is_empty()).then_some(unpacked)
}

const BOMB: &str = "it unfolds to far more than text does";

fn is_bomb(unpacked: usize, packed: usize) -> bool {
    unpacked > RATIO_FREE_BYTES && unpacked / UNPACK_RATIO > packed
}

fn drain(decoder: &mut impl Read, packed: usize) -> (Vec<u8>, Option<&'static str>) {
    let mut unpacked = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return (unpacked, None),
            Ok(len) => unpacked.extend_from_slice(&buffer[..len]),
            Err(_) => return (unpacked, Some("its end is missing or damaged")),
        }
        if unpacked.len() > UNPACKED_BYTES || is_bomb(unpacked.len(), packed) {
            return (unpacked, Some(BOMB));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_one_after_the_other_are_all_unfolded() {
        let both = [pack(b"one "), pack(b"two")].concat();
        assert_eq!(unpack(&both).bytes, b"one two");
        assert_eq!(member(&both).unwrap().used, pack(b"one ").len());
    }

    #[test]
    fn a_bomb_is_cut_and_a_damaged_end_keeps_what_came_before() {
        let bomb = pack(&vec![0; 40 << 20]);
        let cut = unpack(&bomb);
        assert!(cut.cut.is_some() && cut.bytes.len() < 20 << 20);
        let text: Vec<u8> = (0..20_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let whole = pack(&text);
        let cut = unpack(&whole[..whole.len() / 2]);
        assert!(cut.cut.is_some() && !cut.bytes.is_empty());
    }
}
