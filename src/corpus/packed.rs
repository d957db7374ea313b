//! What do compressed bytes unfold to, without letting a small file fill the memory?

use super::limits::{Caps, DICTIONARY_BYTES, UNPACK_RATIO};
use brotli_decompressor::Decompressor as BrotliDecoder;
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use zstd::dict::DecoderDictionary;
use zstd::stream::read::Decoder as ZstdDecoder;

/// What came out, and whether it is all.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Why there is no more, where these are not all.
    pub(super) cut: Option<&'static str>,
    /// Whether the end was reached, be it that not all was kept.
    pub(super) has_ended: bool,
    /// How many compressed bytes were used.
    pub(super) used: usize,
}

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// First bytes of zstd's frames that hold no data are `50` to `5F` and these, by RFC 8878.
const ZSTD_SKIPPED: &[u8] = b"\x2A\x4D\x18";

/// The frame at the start of a `.warc.zst` that holds the dictionary of the others, by that format's definition.
const ZSTD_DICTIONARY: &[u8] = b"\x5D\x2A\x4D\x18";

/// Bytes that the decoder of brotli reads at once: the size that its documents use.
const BROTLI_BUFFER: usize = 4096;

const BOMB: &str = "it unfolds to far more than text does";
const DAMAGED: &str = "its end is missing or damaged";
const MANY: &str = "it is made of more compressed members than are read";
const LONG: &str = "it is longer than what is read of one record";
const NO_DICTIONARY: &str = "the dictionary that it is packed with is too large or damaged";

/// Tells whether a compressed member begins here.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    let skipped = bytes.get(1..4) == Some(ZSTD_SKIPPED) && bytes[0] & 0xF0 == 0x50;
    bytes.starts_with(GZIP) || bytes.starts_with(ZSTD) || skipped
}

/// What the members of a compressed archive are packed with, made ready once for all of them.
pub(super) enum Dictionary {
    None,
    Of(DecoderDictionary<'static>),
    /// There is one, which is too large or damaged.
    Lost,
}

impl Dictionary {
    /// Finds it in front of the members.
    pub(super) fn of(bytes: &[u8], caps: &Caps) -> Dictionary {
        let Some(frame) = bytes.strip_prefix(ZSTD_DICTIONARY) else { return Dictionary::None };
        let found = (|| {
            let (len, rest) = frame.split_first_chunk::<4>()?;
            let plain = rest.get(..usize::try_from(u32::from_le_bytes(*len)).ok()?)?;
            let caps = Caps { unpacked_bytes: DICTIONARY_BYTES, ..*caps };
            let unpacked = plain.starts_with(ZSTD).then(|| member(plain, &Dictionary::None, usize::MAX, &caps));
            let bytes = match unpacked {
                Some(unpacked) => Cow::Owned(unpacked.filter(|unpacked| unpacked.cut.is_none())?.bytes),
                None => Cow::Borrowed(plain),
            };
            (bytes.len() <= DICTIONARY_BYTES).then(|| DecoderDictionary::try_copy(&bytes).ok()).flatten()
        })();
        found.map_or(Dictionary::Lost, Dictionary::Of)
    }
}

/// Unfolds one compressed member at the start of `bytes`, and keeps at most so much of it; `None` where there is none.
pub(super) fn member(bytes: &[u8], dictionary: &Dictionary, keep: usize, caps: &Caps) -> Option<Unpacked> {
    let mut unpacked = drain(Decoder::new(bytes, dictionary)?, bytes.len(), keep, caps);
    unpacked.used = unpacked.used.max(1);
    if matches!(dictionary, Dictionary::Lost) && unpacked.cut == Some(DAMAGED) {
        unpacked.cut = Some(NO_DICTIONARY);
    }
    Some(unpacked)
}

/// Gives at most `len` bytes of the beginning of what the first member with data holds; nothing where there is none.
pub(super) fn beginning(bytes: &[u8], len: usize, caps: &Caps) -> Vec<u8> {
    let dictionary = Dictionary::of(bytes, caps);
    let mut head = Vec::new();
    let mut at = 0;
    // A dictionary, or an index of the frames, stands before the data; no format has more than two of these.
    for _ in 0..3 {
        let Some(mut decoder) = bytes.get(at..).and_then(|rest| Decoder::new(rest, &dictionary)) else { break };
        let _ = decoder.by_ref().take(len as u64).read_to_end(&mut head);
        at = bytes.len() - decoder.left();
        if !head.is_empty() {
            break;
        }
    }
    head
}

/// Unfolds all members one after the other.
pub(super) fn unpack(bytes: &[u8], caps: &Caps) -> Unpacked {
    let mut all = Unpacked { bytes: Vec::new(), cut: None, has_ended: true, used: 0 };
    let dictionary = Dictionary::of(bytes, caps);
    for _ in 0..caps.members {
        let Some(part) = member(&bytes[all.used..], &dictionary, usize::MAX, caps) else { return all };
        all.used += part.used;
        if is_bomb(all.bytes.len() + part.bytes.len(), all.used, caps) {
            all.cut = Some(BOMB);
            if all.bytes.is_empty() {
                all.bytes = part.bytes;
            }
            return all;
        }
        if all.bytes.is_empty() {
            all.bytes = part.bytes;
        } else {
            all.bytes.extend_from_slice(&part.bytes);
        }
        all.cut = part.cut;
        if part.cut.is_some() {
            return all;
        }
    }
    all.cut = is_packed(&bytes[all.used..]).then_some(MANY);
    all
}

/// Unfolds the body of an HTTP response by its `Content-Encoding`; `None` where that cannot be done.
pub(super) fn body(bytes: &[u8], encoding: &str, caps: &Caps) -> Option<Unpacked> {
    let all = |decoder| drain(decoder, bytes.len(), usize::MAX, caps);
    let unpacked = match encoding {
        "gzip" | "x-gzip" | "zstd" => unpack(bytes, caps),
        "br" => all(Decoder::Brotli(Box::new(BrotliDecoder::new(bytes, BROTLI_BUFFER)))),
        "deflate" => {
            // Servers send both what the standard says and bare deflate.
            let zlib = all(Decoder::Zlib(Box::new(ZlibDecoder::new(bytes))));
            if zlib.bytes.is_empty() { all(Decoder::Deflate(Box::new(DeflateDecoder::new(bytes)))) } else { zlib }
        }
        _ => return None,
    };
    (!unpacked.bytes.is_empty()).then_some(unpacked)
}

/// Unfolds members one after the other as they are read, to the end of what holds them; a damaged or strange one is an error.
pub(super) struct Unfolding<R: BufRead> {
    /// `None` only while one makes way for the next.
    member: Option<Member<R>>,
    /// How many more are read.
    left: usize,
}

enum Member<R: BufRead> {
    Gzip(Box<GzDecoder<R>>),
    Zstd(Box<ZstdDecoder<'static, R>>),
    /// Before the first, and behind the last.
    None(R),
}

impl<R: BufRead> Unfolding<R> {
    pub(super) fn new(from: R, caps: &Caps) -> Self {
        Unfolding { member: Some(Member::None(from)), left: caps.members }
    }

    /// Gives what the members are read from.
    pub(super) fn into_inner(self) -> R {
        self.member.expect("it is put back whenever it is taken").into_inner()
    }

    /// Gives what the members are read from.
    pub(super) fn get_ref(&self) -> &R {
        match self.member.as_ref().expect("it is put back whenever it is taken") {
            Member::Gzip(decoder) => decoder.get_ref(),
            Member::Zstd(decoder) => decoder.get_ref(),
            Member::None(from) => from,
        }
    }

    /// Goes on to the next member; tells whether there is one.
    fn advance(&mut self) -> io::Result<bool> {
        let from = self.member.take().expect("it is put back whenever it is taken").into_inner();
        let (member, error) = match Member::begin(from, self.left) {
            Ok(member) => (member, None),
            Err((from, error)) => (Member::None(from), Some(error)),
        };
        self.left = self.left.saturating_sub(1);
        let is_there = !matches!(member, Member::None(_));
        self.member = Some(member);
        error.map_or(Ok(is_there), Err)
    }
}

impl<R: BufRead> Read for Unfolding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = match &mut self.member {
                Some(Member::Gzip(decoder)) => decoder.read(into)?,
                Some(Member::Zstd(decoder)) => decoder.read(into)?,
                _ => 0,
            };
            if count > 0 || into.is_empty() || !self.advance()? {
                return Ok(count);
            }
        }
    }
}

impl<R: BufRead> Member<R> {
    /// Begins the next member, of so many that are read at most; `None` where there is none.
    fn begin(mut from: R, left: usize) -> Result<Self, (R, io::Error)> {
        let strange = |reason: &str| io::Error::new(io::ErrorKind::InvalidData, reason);
        // What was read ahead may end behind the first byte of a member.
        let first = match from.fill_buf().map(|bytes| bytes.first().copied()) {
            Ok(Some(first)) => first,
            Ok(None) => return Ok(Member::None(from)),
            Err(error) => return Err((from, error)),
        };
        match first {
            _ if left == 0 => Err((from, strange(MANY))),
            first if first == GZIP[0] => Ok(Member::Gzip(Box::new(GzDecoder::new(from)))),
            first if first == ZSTD[0] || first & 0xF0 == 0x50 && first != ZSTD_DICTIONARY[0] => {
                ZstdDecoder::try_with_buffer(from).map(|decoder| Member::Zstd(Box::new(decoder.single_frame())))
            }
            _ => Err((from, strange(DAMAGED))),
        }
    }

    fn into_inner(self) -> R {
        match self {
            Member::Gzip(decoder) => decoder.into_inner(),
            Member::Zstd(decoder) => decoder.finish(),
            Member::None(from) => from,
        }
    }
}

/// Cuts bytes that are too many for one article, at a blank where one is near.
pub(super) fn shortened<'a>(bytes: Cow<'a, [u8]>, most: usize) -> Cow<'a, [u8]> {
    /// How far back a blank is looked for; words are shorter.
    const REACH: usize = 1024;
    if bytes.len() <= most {
        return bytes;
    }
    let from = most.saturating_sub(REACH);
    let blank = bytes[from..most].iter().rposition(u8::is_ascii_whitespace).map(|at| from + at);
    let end = match blank {
        // Of UTF-16 whole units are kept.
        Some(at) if at % 2 == 1 && bytes[at - 1] < 0x80 => at - 1,
        Some(at) => at,
        None => most & !3,
    };
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..end]),
        Cow::Owned(mut bytes) => {
            bytes.truncate(end);
            Cow::Owned(bytes)
        }
    }
}

enum Decoder<'a> {
    Gzip(Box<GzDecoder<&'a [u8]>>),
    Zstd(Box<ZstdDecoder<'a, &'a [u8]>>),
    Zlib(Box<ZlibDecoder<&'a [u8]>>),
    Deflate(Box<DeflateDecoder<&'a [u8]>>),
    Brotli(Box<BrotliDecoder<&'a [u8]>>),
}

impl<'a> Decoder<'a> {
    /// Makes the decoder of one member by its first bytes.
    fn new(bytes: &'a [u8], dictionary: &'a Dictionary) -> Option<Self> {
        if bytes.starts_with(GZIP) {
            return Some(Decoder::Gzip(Box::new(GzDecoder::new(bytes))));
        }
        if !is_packed(bytes) {
            return None;
        }
        let decoder = match dictionary {
            Dictionary::Of(dictionary) => ZstdDecoder::with_prepared_dictionary(bytes, dictionary),
            Dictionary::None | Dictionary::Lost => ZstdDecoder::with_buffer(bytes),
        };
        Some(Decoder::Zstd(Box::new(decoder.ok()?.single_frame())))
    }

    /// Gives how many compressed bytes were not looked at yet.
    fn left(&self) -> usize {
        match self {
            Decoder::Gzip(decoder) => decoder.get_ref().len(),
            Decoder::Zstd(decoder) => decoder.get_ref().len(),
            Decoder::Zlib(decoder) => decoder.get_ref().len(),
            Decoder::Deflate(decoder) => decoder.get_ref().len(),
            Decoder::Brotli(decoder) => decoder.get_ref().len(),
        }
    }
}

impl Read for Decoder<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Decoder::Gzip(decoder) => decoder.read(into),
            Decoder::Zstd(decoder) => decoder.read(into),
            Decoder::Zlib(decoder) => decoder.read(into),
            Decoder::Deflate(decoder) => decoder.read(into),
            Decoder::Brotli(decoder) => decoder.read(into),
        }
    }
}

/// Unfolds until the end, the first fault, or a limit, and keeps the first bytes of it.
fn drain(mut decoder: Decoder<'_>, total: usize, keep: usize, caps: &Caps) -> Unpacked {
    /// Bytes between two looks at the limits.
    const STEP: usize = 1 << 20;
    let mut unpacked = Unpacked { bytes: Vec::new(), cut: None, has_ended: false, used: 0 };
    let mut past = 0;
    loop {
        let room = keep - unpacked.bytes.len();
        let step = if room == 0 { STEP } else { STEP.min(room) };
        let mut from = decoder.by_ref().take(step as u64);
        let count = match room {
            // Where the next member begins is known at the end of this one alone.
            0 => io::copy(&mut from, &mut io::sink()).map(|count| {
                past += count as usize;
                count as usize
            }),
            _ => from.read_to_end(&mut unpacked.bytes),
        };
        unpacked.used = total - decoder.left().min(total);
        match count {
            Err(_) => unpacked.cut = Some(DAMAGED),
            Ok(_) if is_bomb(unpacked.bytes.len() + past, unpacked.used, caps) => unpacked.cut = Some(BOMB),
            Ok(count) if count < step => {
                unpacked.has_ended = true;
                unpacked.cut = (past > 0).then_some(LONG);
            }
            Ok(_) => continue,
        }
        return unpacked;
    }
}

pub(super) fn is_bomb(unpacked: usize, used: usize, caps: &Caps) -> bool {
    unpacked > caps.unpacked_bytes || unpacked > caps.ratio_free_bytes && unpacked / UNPACK_RATIO > used
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

    fn all(bytes: &[u8]) -> Unpacked {
        unpack(bytes, &Caps::default())
    }

    #[test]
    fn members_one_after_the_other_are_all_unfolded() {
        let zstd = zstd::encode_all(b"three".as_slice(), 3).unwrap();
        let skipped = [b"\x50\x2A\x4D\x18\x02\x00\x00\x00xy".as_slice(), &zstd].concat();
        let files = [pack(b"one "), pack(b"two"), zstd, skipped].concat();
        assert_eq!(all(&files).bytes, b"one twothreethree");
        assert_eq!(member(&files, &Dictionary::None, usize::MAX, &Caps::default()).unwrap().used, pack(b"one ").len());
        assert_eq!(beginning(&files, 2, &Caps::default()), b"on");
    }

    #[test]
    fn a_bomb_is_cut_and_a_damaged_end_keeps_what_came_before() {
        let zeros = vec![0; 40 << 20];
        for bomb in [pack(&zeros), zstd::encode_all(zeros.as_slice(), 3).unwrap()] {
            let cut = all(&bomb);
            assert!(cut.cut.is_some() && cut.bytes.len() < 20 << 20);
        }
        let text: Vec<u8> = (0..200_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for whole in [pack(&text), zstd::encode_all(text.as_slice(), 3).unwrap()] {
            let cut = all(&whole[..whole.len() / 2]);
            assert!(cut.cut.is_some() && !cut.bytes.is_empty());
        }
    }

    #[test]
    fn a_dictionary_in_front_is_used_for_the_members_behind_it() {
        let dictionary = b"the mayor of Linden resigned on Monday after a week of protests over the price of water".repeat(20);
        let mut encoder = zstd::stream::write::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
        encoder.write_all(b"the mayor of Linden resigned").unwrap();
        let frame = encoder.finish().unwrap();
        let length = u32::try_from(dictionary.len()).unwrap().to_le_bytes();
        let file = [ZSTD_DICTIONARY, &length, &dictionary, &frame].concat();
        assert_eq!(all(&file).bytes, b"the mayor of Linden resigned");
        assert_eq!(beginning(&file, 9, &Caps::default()), b"the mayor");
    }

    #[test]
    fn a_dictionary_that_is_too_large_is_never_made_ready() {
        let many = vec![b'x'; DICTIONARY_BYTES + 1];
        let frame = {
            let mut encoder = zstd::stream::write::Encoder::with_dictionary(Vec::new(), 3, b"Rain fell on Linden").unwrap();
            encoder.write_all(b"Rain fell on Linden").unwrap();
            encoder.finish().unwrap()
        };
        for dictionary in [many.clone(), zstd::encode_all(many.as_slice(), 3).unwrap(), ZSTD.to_vec()] {
            let length = u32::try_from(dictionary.len()).unwrap().to_le_bytes();
            let found = all(&[ZSTD_DICTIONARY, &length, &dictionary, &frame].concat());
            assert_eq!((found.bytes.len(), found.cut), (0, Some(NO_DICTIONARY)));
        }
    }

    #[test]
    fn a_text_too_long_is_cut_at_a_blank() {
        let text = "rain fell ".repeat(10);
        assert_eq!(&*shortened(Cow::Borrowed(text.as_bytes()), 27), b"rain fell rain fell rain");
        assert_eq!(shortened(Cow::Owned(vec![b'x'; 99]), 42).len(), 40);
        assert_eq!(shortened(Cow::Borrowed(b"rain"), 42).len(), 4);
    }
}
