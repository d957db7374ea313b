//! Which characters do a record's bytes stand for, and which bytes does each character come from?

use super::limits::CHARSET_PRESCAN;
use crate::model::bytemap::ByteMap;
use crate::model::span::Span;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, GB18030, GBK, ISO_2022_JP, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_10, ISO_8859_13, ISO_8859_15, MACINTOSH,
    REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};
use std::borrow::Cow;

/// A record's characters, without byte order mark, and the bytes that they come from.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// From `text` to the record's bytes; it covers all of the text.
    pub(super) map: ByteMap,
    /// By the WHATWG Encoding Standard, which leaves UTF-32 out.
    pub(super) charset: &'static str,
    /// How many characters stand for bytes that mean nothing in this charset.
    pub(super) bad: usize,
    /// What a reader must be told: a charset that was guessed, NUL characters.
    pub(super) notices: Vec<String>,
}

/// A charset that is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Charset {
    Standard(&'static Encoding),
    Utf32(Order),
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

const UTF_32LE: &str = "UTF-32LE";
const UTF_32BE: &str = "UTF-32BE";

impl Charset {
    fn name(self) -> &'static str {
        match self {
            Charset::Standard(encoding) => encoding.name(),
            Charset::Utf32(Order::Little) => UTF_32LE,
            Charset::Utf32(Order::Big) => UTF_32BE,
        }
    }

    fn named(label: &str) -> Option<Charset> {
        match label {
            UTF_32LE => Some(Charset::Utf32(Order::Little)),
            UTF_32BE => Some(Charset::Utf32(Order::Big)),
            other => Encoding::for_label(other.as_bytes()).map(Charset::Standard),
        }
    }
}

/// A charset, how many bytes of mark stand before the text, and what a reader must be told of the choice.
struct Choice {
    charset: Charset,
    mark: usize,
    notice: Option<String>,
}

impl Decoded {
    /// Maps `text` to where the characters `source` of this record come from.
    ///
    /// Of equal length the two correspond character for character, else they are one unit.
    pub(super) fn link(&self, text: Span, source: Span, into: &mut ByteMap) {
        let runs = self.map.runs();
        let first = runs.partition_point(|run| run.text.end <= source.start);
        let behind = runs[first..].iter().take_while(|run| run.text.start < source.end);
        if text.len() != source.len() {
            if let Some(raw) = ByteMap::hull(&self.map.pieces(source)) {
                into.push(text, raw);
            }
            return;
        }
        for run in behind {
            let Some(shared) = run.text.intersection(source) else { continue };
            let start = text.start + (shared.start - source.start);
            let raw = if run.text.len() == run.raw.len() {
                let start = run.raw.start + (shared.start - run.text.start);
                Span::new(start, start + shared.len())
            } else {
                run.raw
            };
            into.push(Span::new(start, start + shared.len()), raw);
        }
    }

    /// Gives the byte at which the character at `at` begins; the end of the last one where nothing follows.
    pub(super) fn raw_at(&self, at: usize) -> usize {
        let runs = self.map.runs();
        match runs.get(runs.partition_point(|run| run.text.end <= at)) {
            Some(run) if run.text.len() == run.raw.len() => run.raw.start + at.saturating_sub(run.text.start),
            Some(run) => run.raw.start,
            None => runs.last().map_or(0, |run| run.raw.end),
        }
    }
}

/// Decodes a record: by its byte order mark, the `label` of its transport, its own words if it is a page, else by its bytes.
pub(super) fn decode(bytes: &[u8], label: Option<&str>, page: bool) -> Result<Decoded, String> {
    let Choice { charset, mark, notice } = choose(bytes, label, page);
    if charset == Charset::Standard(ISO_2022_JP) {
        // A stretch of it means nothing without what stands before it, so that nothing could be cut out and shown again.
        return Err(
            "text in ISO-2022-JP is not read, as parts of it cannot be looked up by themselves: save it as UTF-8".to_owned()
        );
    }
    if charset == Charset::Standard(REPLACEMENT) {
        return Err("text in a charset that browsers refuse is not read: save it as UTF-8".to_owned());
    }
    let (text, map, bad) = characters(charset, &bytes[mark..], mark);
    let mut notices: Vec<String> = notice.into_iter().collect();
    let nul = text.bytes().filter(|b| *b == 0).count();
    if nul > 0 {
        notices.push(format!("{nul} NUL characters stand in it"));
    }
    Ok(Decoded { text, map, charset: charset.name(), bad, notices })
}

/// Decodes bytes that were cut out of a record in a charset that the record was found to have.
pub(super) fn decode_as<'a>(charset: &str, bytes: &'a [u8]) -> Cow<'a, str> {
    match Charset::named(charset).unwrap_or(Charset::Standard(UTF_8)) {
        // Whether all of it is valid is told many bytes at once; what is valid in bytes that are not, piece by piece.
        Charset::Standard(encoding) if encoding == UTF_8 => {
            std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
        }
        charset => Cow::Owned(characters(charset, bytes, 0).0),
    }
}

/// Tells whether bytes are UTF-16 or UTF-32, which hold zero bytes and yet are text.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    let marked = matches!(Encoding::for_bom(bytes), Some((encoding, _)) if encoding != UTF_8);
    marked || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) || wide(bytes).is_some()
}

fn choose(bytes: &[u8], label: Option<&str>, page: bool) -> Choice {
    let sure = |charset, mark| Choice { charset, mark, notice: None };
    let guessed = |charset: Charset| Choice {
        charset,
        mark: 0,
        notice: Some(format!("no charset is stated: its bytes look like {}", charset.name())),
    };
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
        return sure(Charset::Utf32(Order::Little), 4);
    }
    if bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return sure(Charset::Utf32(Order::Big), 4);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sure(Charset::Standard(encoding), mark);
    }
    let named = |label: &str| Encoding::for_label(label.trim().as_bytes());
    if let Some(encoding) = label.and_then(named) {
        return said(encoding, bytes);
    }
    if let Some(charset) = wide(bytes) {
        return guessed(charset);
    }
    if page && let Some(encoding) = own_label(bytes).as_deref().and_then(named) {
        // The standard: a page that says UTF-16 in ASCII letters is not UTF-16.
        let encoding = if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding };
        return said(encoding, bytes);
    }
    if is_japanese_mail(bytes) {
        return sure(Charset::Standard(ISO_2022_JP), 0);
    }
    if mostly_utf8(bytes) {
        return sure(Charset::Standard(UTF_8), 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // What is not UTF-8 in the Latin alphabet is windows-1252 so often that it needs no word.
    let charset = Charset::Standard(encoding);
    if encoding == WINDOWS_1252 { sure(charset, 0) } else { guessed(charset) }
}

/// Takes a record for what is said of it, but where its bytes say that they are UTF-8.
fn said(encoding: &'static Encoding, bytes: &[u8]) -> Choice {
    if encoding != UTF_8 && is_saved_anew(bytes, encoding) {
        let notice = Some(format!("it says that it is {}, but its bytes are UTF-8", encoding.name()));
        return Choice { charset: Charset::Standard(UTF_8), mark: 0, notice };
    }
    Choice { charset: Charset::Standard(encoding), mark: 0, notice: None }
}

/// Characters of several bytes that no text in another charset happens to be made of, all of it.
const UTF_8_PROOFS: usize = 8;

/// Charsets of the Latin alphabet with a byte a letter; `ISO-8859-1` and US-ASCII are labels of the first.
const LATIN: [&Encoding; 12] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1254,
    WINDOWS_1257,
    WINDOWS_1258,
    ISO_8859_2,
    ISO_8859_3,
    ISO_8859_4,
    ISO_8859_10,
    ISO_8859_13,
    ISO_8859_15,
    MACINTOSH,
];

/// Tells whether a record was saved as UTF-8, its old words about its charset with it, as scrapers do, or was always said to be
/// something else, as servers do that say it of all they have.
///
/// In a Latin charset its letters would be an "Ã" or "Â" before a sign ("Ã©"), or three signs in a row ("â€™"), with no other
/// accented letter or curly quotation mark anywhere: one is proof. Others ("BEYONCÉ’", "Spaß”") may be just that. Browsers believe
/// what is said; trafilatura and Apache Tika do not either.
fn is_saved_anew(bytes: &[u8], said: &Encoding) -> bool {
    let Ok(text) = str::from_utf8(bytes) else { return false };
    let is_proof = |letter: char| ('\u{A0}'..='\u{FF}').contains(&letter) || letter >= '\u{800}';
    LATIN.contains(&said) && text.chars().any(is_proof)
        || bytes.iter().filter(|b| **b >= 0xC2).take(UTF_8_PROOFS).count() == UTF_8_PROOFS
}

/// Tells ISO-2022-JP by its escape sequences for the two editions of JIS X 0208, which no other text holds.
fn is_japanese_mail(bytes: &[u8]) -> bool {
    bytes.contains(&0x1B) && bytes.is_ascii() && bytes.windows(3).any(|three| three == b"\x1B$B" || three == b"\x1B$@")
}

/// Tells UTF-16 and UTF-32 without a byte order mark by their zero bytes, in text of the Latin alphabet.
fn wide(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(CHARSET_PRESCAN)];
    if !head.contains(&0) {
        return None;
    }
    let zeros = |from: usize, step: usize| head.iter().skip(from).step_by(step).filter(|b| **b == 0).count();
    let quarter = head.len() / 4;
    if quarter >= 4 {
        // Seven in ten: quotation marks and dashes have fewer zeros; the highest byte is zero in all of Unicode.
        let is = |letter: usize, mid: usize, high: usize| {
            zeros(high, 4) >= quarter && zeros(mid, 4) * 10 >= quarter * 7 && zeros(letter, 4) * 10 < quarter
        };
        if is(0, 1, 3) && zeros(2, 4) * 10 >= quarter * 7 {
            return Some(Charset::Utf32(Order::Little));
        }
        if is(3, 2, 0) && zeros(1, 4) * 10 >= quarter * 7 {
            return Some(Charset::Utf32(Order::Big));
        }
    }
    let half = head.len() / 2;
    if half < 4 {
        return None;
    }
    let (even, odd) = (zeros(0, 2), zeros(1, 2));
    // Seven in ten, as above; binary files have zeros on both sides.
    match (even * 10 >= half * 7, odd * 10 >= half * 7) {
        (true, false) if odd * 20 < half => Some(Charset::Standard(UTF_16BE)),
        (false, true) if even * 20 < half => Some(Charset::Standard(UTF_16LE)),
        _ => None,
    }
}

/// Finds the charset that a page names in a `meta` tag or an XML declaration.
fn own_label(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(CHARSET_PRESCAN).map(|b| (*b as char).to_ascii_lowercase()).collect();
    let value = |after: &str| {
        let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        (end > 0).then(|| value[..end].to_owned())
    };
    if head.starts_with("<?xml")
        && let Some(declaration) = head.split("?>").next()
        && let Some(at) = declaration.find("encoding")
        && let Some(label) = value(&declaration[at + "encoding".len()..])
    {
        return Some(label);
    }
    head.split("<meta").skip(1).find_map(|tag| {
        let tag = tag.split('>').next()?;
        value(&tag[tag.find("charset")? + "charset".len()..])
    })
}

/// Tells whether the bytes are UTF-8, or are so for the most part: a stray byte or two among many good sequences.
fn mostly_utf8(bytes: &[u8]) -> bool {
    if str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Decodes bytes that begin at `offset` of the record.
fn characters(charset: Charset, bytes: &[u8], offset: usize) -> (String, ByteMap, usize) {
    let mut weave = Characters { text: String::with_capacity(bytes.len()), map: ByteMap::default(), bad: 0, offset };
    match charset {
        Charset::Standard(encoding) if encoding == UTF_8 => weave.utf8(bytes),
        Charset::Standard(encoding) if encoding == UTF_16LE => weave.utf16(bytes, u16::from_le_bytes),
        Charset::Standard(encoding) if encoding == UTF_16BE => weave.utf16(bytes, u16::from_be_bytes),
        Charset::Standard(encoding) => weave.others(encoding, bytes),
        Charset::Utf32(Order::Little) => weave.utf32(bytes, u32::from_le_bytes),
        Charset::Utf32(Order::Big) => weave.utf32(bytes, u32::from_be_bytes),
    }
    (weave.text, weave.map, weave.bad)
}

struct Characters {
    text: String,
    map: ByteMap,
    bad: usize,
    offset: usize,
}

impl Characters {
    fn push(&mut self, piece: &str, raw: Span) {
        let start = self.text.len();
        self.text.push_str(piece);
        let raw = Span::new(raw.start + self.offset, raw.end + self.offset);
        self.map.push(Span::new(start, self.text.len()), raw);
    }

    fn push_bad(&mut self, raw: Span) {
        self.bad += 1;
        self.push("\u{FFFD}", raw);
    }

    fn utf8(&mut self, bytes: &[u8]) {
        if let Ok(text) = str::from_utf8(bytes) {
            return self.push(text, Span::new(0, bytes.len()));
        }
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            let end = at + chunk.valid().len();
            self.push(chunk.valid(), Span::new(at, end));
            at = end + chunk.invalid().len();
            if end < at {
                self.push_bad(Span::new(end, at));
            }
        }
    }

    fn utf16(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16) {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let mut at = 0;
        let mut buffer = [0; 4];
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(c) => {
                    let end = at + 2 * c.len_utf16();
                    self.push(c.encode_utf8(&mut buffer), Span::new(at, end));
                    at = end;
                }
                Err(_) => {
                    self.push_bad(Span::new(at, at + 2));
                    at += 2;
                }
            }
        }
        if at < bytes.len() {
            self.push_bad(Span::new(at, bytes.len()));
        }
    }

    fn utf32(&mut self, bytes: &[u8], unit: fn([u8; 4]) -> u32) {
        let (units, rest) = bytes.as_chunks::<4>();
        let mut buffer = [0; 4];
        for (number, four) in units.iter().enumerate() {
            let raw = Span::new(4 * number, 4 * number + 4);
            match char::from_u32(unit(*four)) {
                Some(c) => self.push(c.encode_utf8(&mut buffer), raw),
                None => self.push_bad(raw),
            }
        }
        if !rest.is_empty() {
            self.push_bad(Span::new(bytes.len() - rest.len(), bytes.len()));
        }
    }

    /// Decodes character by character: the shortest bytes that are one; a byte that begins none is bad alone.
    ///
    /// So what a stretch means depends on nothing outside it, which is what lets pieces be cut out and decoded again.
    fn others(&mut self, encoding: &'static Encoding, bytes: &[u8]) {
        // The decoder of GBK is that of gb18030, whose longest sequence has four bytes; no other has over three.
        let longest = match encoding {
            e if e.is_single_byte() => 1,
            e if e == GBK || e == GB18030 => 4,
            _ => 3,
        };
        let mut at = 0;
        while at < bytes.len() {
            let plain = bytes[at..].iter().take_while(|b| b.is_ascii()).count();
            if plain > 0 {
                let piece = str::from_utf8(&bytes[at..at + plain]).expect("all of it is ASCII");
                self.push(piece, Span::new(at, at + plain));
                at += plain;
                continue;
            }
            let found = (1..=longest.min(bytes.len() - at)).find_map(|len| {
                let piece = encoding.decode_without_bom_handling_and_without_replacement(&bytes[at..at + len])?;
                (!piece.is_empty()).then_some((len, piece))
            });
            match found {
                Some((len, piece)) => {
                    self.push(&piece, Span::new(at, at + len));
                    at += len;
                }
                None => {
                    self.push_bad(Span::new(at, at + 1));
                    at += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes, None, false).unwrap()
    }

    #[test]
    fn a_byte_order_mark_is_left_out_and_offsets_stay_right() {
        let decoded = read(b"\xEF\xBB\xBFMinister");
        assert_eq!(decoded.text, "Minister");
        assert_eq!(decoded.map.pieces(Span::new(0, 8)), [Span::new(3, 11)]);
    }

    #[test]
    fn curly_quotes_in_windows_1252_come_from_one_byte_each() {
        let decoded = read(b"The minister said \x93no\x94 twice and then \x93yes\x94 to the caf\xE9 owner.");
        assert_eq!(decoded.charset, "windows-1252");
        assert!(decoded.text.contains("“no”"));
        let at = decoded.text.find("no”").unwrap();
        assert_eq!(decoded.map.pieces(Span::new(at, at + 5)), [Span::new(19, 22)]);
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        let wide: Vec<u8> = "Rain falls on Łódź".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).text, "Rain falls on Łódź");
        assert_eq!(read(&[&[0xFF, 0xFE], wide.as_slice()].concat()).text, "Rain falls on Łódź");
        let big: Vec<u8> = "Rain falls on Łódź".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&big).charset, "UTF-16BE");
    }

    #[test]
    fn utf_32_is_told_with_and_without_its_mark() {
        let text = "Rain falls on Łódź 😀";
        let little: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        for (bytes, charset) in [
            (little.clone(), "UTF-32LE"),
            (big.clone(), "UTF-32BE"),
            ([&[0xFF, 0xFE, 0, 0], little.as_slice()].concat(), "UTF-32LE"),
            ([&[0, 0, 0xFE, 0xFF], big.as_slice()].concat(), "UTF-32BE"),
        ] {
            let decoded = read(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.charset), (text, charset));
            let pieces = decoded.map.pieces(Span::new(14, 21));
            assert_eq!(decode_as(charset, &bytes[pieces[0].start..pieces[0].end]), "Łódź");
            assert_eq!(decoded.notices.len(), usize::from(bytes.len() == little.len()), "only a guess is told");
        }
    }

    #[test]
    fn a_stray_byte_does_not_turn_utf_8_into_another_charset() {
        let decoded = read("Éamon “said” caf\u{e9}".as_bytes().iter().copied().chain([0x96]).collect::<Vec<_>>().as_slice());
        assert_eq!((decoded.charset, decoded.bad), ("UTF-8", 1));
        assert!(decoded.text.ends_with('\u{FFFD}'));
    }

    #[test]
    fn a_page_names_its_charset_and_its_transport_overrules_it() {
        let page = b"<meta charset=windows-1251>\xCC\xE8\xF0";
        assert!(decode(page, None, true).unwrap().text.ends_with("Мир"));
        assert_eq!(decode(page, Some("iso-8859-2"), true).unwrap().charset, "ISO-8859-2");
    }

    #[test]
    fn a_page_that_was_saved_as_utf_8_is_read_as_that_whatever_it_says() {
        let page = |text: &str| format!("<meta charset=gb2312><p>{text}</p>").into_bytes();
        let saved = decode(&page("市长周一辞职了，抗议持续"), None, true).unwrap();
        assert!(saved.text.contains("市长") && saved.charset == "UTF-8" && saved.notices.len() == 1, "{saved:?}");
        // In the Latin alphabet one letter does, where no other charset would have it so.
        let said = |charset: &'static str, text: &str| decode(text.as_bytes(), Some(charset), true).unwrap().charset;
        assert_eq!((said("iso-8859-1", "a café"), said("windows-1250", "it’s")), ("UTF-8", "UTF-8"));
        assert_eq!(decode(b"BEYONC\xC9\x92S SPA\xDF\x94", Some("windows-1252"), true).unwrap().text, "BEYONCÉ’S SPAß”");
        // Two letters prove nothing: in GBK these four bytes are two other ones.
        assert_eq!(decode(&page("éé"), None, true).unwrap().charset, "GBK");
    }

    #[test]
    fn what_bytes_mean_depends_on_nothing_outside_them() {
        let decoded = decode(b"\x81\x30<\xB0\xA1", Some("gb18030"), false).unwrap();
        assert_eq!(decoded.text, "\u{FFFD}0<啊");
        assert_eq!(decode_as("gb18030", b"\x81\x30"), "\u{FFFD}0");
    }
}
