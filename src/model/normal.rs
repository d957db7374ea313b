//! Under which form are words and names compared? One place, so that indexing and asking agree.

use super::span::Span;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::iter::Peekable;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

/// A word of a text: where it stands, and the form under which it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    /// Folded: lower case, no accents, no possessive, no dots or apostrophes inside. Never empty.
    pub form: String,
}

/// Gives the words of a text in order, by the word boundaries of UAX 29, with `-` and `'` rules for names and acronyms; a blank
/// without width parts no word.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut forms = Forms::new(text);
    std::iter::from_fn(move || {
        let mut form = String::new();
        Some(Word { span: forms.next_into(&mut form)?, form })
    })
}

/// The words of a text one after the other, without a string for each: what costs most of an index's time.
#[derive(Debug)]
pub struct Forms<'a> {
    text: &'a str,
    at: usize,
    /// What stands between two blanks and is more than a word and marks around it: where it begins, and its words.
    odd: Option<(usize, OddWords<'a>)>,
}

impl<'a> Forms<'a> {
    /// Begins with the first word.
    pub fn new(text: &'a str) -> Self {
        Forms { text, at: 0, odd: None }
    }

    /// Writes the next word's form over `form` and gives where the word stands.
    pub fn next_into(&mut self, form: &mut String) -> Option<Span> {
        form.clear();
        self.next_onto(form)
    }

    /// Writes the next word's form behind `before` and gives where the word stands.
    fn next_onto(&mut self, before: &mut String) -> Option<Span> {
        let length = before.len();
        loop {
            let word = self.next_written()?;
            fold_onto(word.of, before);
            if before.len() > length {
                return Some(Span::new(word.start, word.start + word.of.len()));
            }
        }
    }

    /// Writes the forms of all words from here on behind `forms`, each with `between` behind it, and notes where each ends.
    ///
    /// Plain words with one blank between them are copied together, and all letters made small at once.
    pub fn all_onto(mut self, between: char, forms: &mut String, ends: &mut Vec<usize>) {
        let (first, text) = (forms.len(), self.text);
        let mut run = Span::new(0, 0);
        while let Some(word) = self.next_written() {
            let end = word.start + word.of.len();
            if !run.is_empty() && word.is_plain && word.start == run.end + 1 && text.as_bytes()[run.end] == between as u8 {
                run.end = end;
            } else {
                flush(&mut run, text, between, forms);
                if !word.is_plain {
                    let length = forms.len();
                    fold_onto(word.of, forms);
                    if forms.len() > length {
                        ends.push(forms.len());
                        forms.push(between);
                    }
                    continue;
                }
                run = Span::new(word.start, end);
            }
            ends.push(forms.len() + end - run.start);
        }
        flush(&mut run, text, between, forms);
        forms[first..].make_ascii_lowercase();
    }

    /// Counts the words from here on, those too of which folding leaves nothing.
    pub fn count(mut self) -> usize {
        let mut words = 0;
        while self.next_written().is_some() {
            words += 1;
        }
        words
    }

    /// Gives the next word as it is written. In ASCII the standard's rules come down to this: letters and digits hold together, and
    /// one mark within where [`holds`] says so. No word goes over a blank, so that a stretch between two that has anything else in
    /// it, as far as it was not taken, is taken by itself.
    fn next_written(&mut self) -> Option<Written<'a>> {
        let bytes = self.text.as_bytes();
        loop {
            if let Some((start, words)) = &mut self.odd {
                match words.next() {
                    Some((at, of)) => return Some(Written { start: *start + at, of, is_plain: false }),
                    None => self.odd = None,
                }
            }
            let is_between = |byte: &u8| matches!(sort(*byte), Sort::Blank | Sort::Middle | Sort::Mark);
            let start = self.at + bytes[self.at..].iter().take_while(|byte| is_between(byte)).count();
            let mut end = behind_letters(bytes, start);
            let mut is_plain = true;
            let mut is_odd = false;
            while let Some(byte) = bytes.get(end) {
                match sort(*byte) {
                    Sort::Other => is_odd = true,
                    Sort::Middle if start < end => {
                        let next = bytes.get(end + 1).copied().unwrap_or(b' ');
                        is_odd = sort(next) == Sort::Other;
                        if !is_odd && holds(bytes[end - 1], *byte, next) {
                            end = behind_letters(bytes, end + 1);
                            is_plain = false;
                            continue;
                        }
                    }
                    _ => {}
                }
                break;
            }
            if is_odd {
                if let Some(found) = self.odd_stretch(start) {
                    return Some(found);
                }
            } else {
                self.at = end;
                return (start < end).then(|| Written { start, of: &self.text[start..end], is_plain });
            }
        }
    }

    /// Goes behind the stretch around `place` that is more than words and marks of ASCII: gives its word where there are but
    /// other marks around it, else leaves its words to be taken one by one.
    fn odd_stretch(&mut self, place: usize) -> Option<Written<'a>> {
        let bytes = self.text.as_bytes();
        let start =
            bytes[self.at..place].iter().rposition(u8::is_ascii_whitespace).map_or(self.at, |blank| self.at + blank + 1);
        let rest = &bytes[place..];
        self.at = place + rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        let stretch = &self.text[start..self.at];
        let behind = stretch.trim_start_matches(is_mark);
        let word = behind.trim_end_matches(is_mark);
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let start = start + stretch.len() - behind.len();
            return (!word.is_empty()).then_some(Written { start, of: word, is_plain: true });
        }
        self.odd = Some((start, OddWords { stretch, words: stretch.unicode_word_indices().peekable() }));
        None
    }
}

/// The words of a stretch by the standard, but that a blank of no width parts none: "ground\u{200B}less" is read as one word.
#[derive(Debug)]
struct OddWords<'a> {
    stretch: &'a str,
    words: Peekable<UnicodeWordIndices<'a>>,
}

impl<'a> Iterator for OddWords<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        let (start, first) = self.words.next()?;
        let mut end = start + first.len();
        while let Some((at, word)) = self.words.next_if(|(at, _)| is_within_word(self.stretch, end, *at)) {
            end = at + word.len();
        }
        Some((start, &self.stretch[start..end]))
    }
}

/// A blank without width. Khmer and Thai part words with it.
const NO_BLANK: char = '\u{200B}';

/// Tells whether nothing that is seen stands between two words, both of an alphabet with capitals, and the second begins with none
/// of its own.
fn is_within_word(stretch: &str, end: usize, next: usize) -> bool {
    let between = &stretch[end..next];
    let sides = || stretch[..end].chars().next_back().zip(stretch[next..].chars().next());
    between.starts_with(NO_BLANK)
        && between.chars().all(|c| c == NO_BLANK)
        && sides().is_some_and(|(before, behind)| {
            behind.is_lowercase() && (before.is_lowercase() || before.is_uppercase())
                || behind.is_uppercase() && before.is_uppercase()
        })
}

/// Gives the words, folded, of alphabets with capitals, in which characters without width stand.
pub fn words_with_unseen(text: &str) -> Vec<String> {
    const UNSEEN: [char; 5] = [NO_BLANK, '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}'];
    if !text.contains(UNSEEN) {
        return Vec::new();
    }
    let is_cased = |word: &&str| word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let stretches = text.split_ascii_whitespace().filter(|stretch| stretch.contains(UNSEEN));
    let words = stretches.flat_map(|stretch| OddWords { stretch, words: stretch.unicode_word_indices().peekable() });
    let marked = words.map(|(_, word)| word.trim_matches(UNSEEN)).filter(|word| word.contains(UNSEEN)).filter(is_cased);
    marked.map(fold_word).collect()
}

/// A word as it stands in a text.
struct Written<'a> {
    start: usize,
    of: &'a str,
    /// Whether there are but letters and digits of ASCII in it.
    is_plain: bool,
}

/// Copies a run of plain words.
fn flush(run: &mut Span, text: &str, between: char, forms: &mut String) {
    if !run.is_empty() {
        forms.push_str(run.of(text));
        forms.push(between);
        *run = Span::new(run.end, run.end);
    }
}

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Blank,
    /// A digit too.
    Letter,
    /// A mark that may hold a word together.
    Middle,
    Mark,
    Other,
}

/// The sorts of all bytes: one glance a byte.
const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        let of = byte as u8;
        sorts[byte] = match of {
            _ if of.is_ascii_whitespace() => Sort::Blank,
            _ if of.is_ascii_alphanumeric() => Sort::Letter,
            b'.' | b'\'' | b':' | b',' | b';' => Sort::Middle,
            _ if is_mark(of as char) => Sort::Mark,
            _ => Sort::Other,
        };
        byte += 1;
    }
    sorts
};

fn sort(byte: u8) -> Sort {
    SORTS[usize::from(byte)]
}

/// Gives the first place from `at` on where no letter or digit of ASCII stands.
///
/// Eight bytes are looked at in one number: how long a word is cannot be foreseen, and to go byte by byte costs more for that than
/// for the bytes.
fn behind_letters(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        // Of each byte the highest bit tells; the sums below never carry into the next byte, since that bit is taken out before.
        let low = eight & each(0x7F);
        let reaches = |of: u64, least: u8| of + each(0x80 - least);
        let small = low | each(0x20);
        let is_letter = reaches(small, b'a') & !reaches(small, b'z' + 1);
        let is_digit = reaches(low, b'0') & !reaches(low, b'9' + 1);
        let is_other = (!(is_letter | is_digit) | eight) & each(0x80);
        if is_other != 0 {
            return at + is_other.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Gives a number of eight such bytes.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Tells whether a mark holds together what stands before and behind it (UAX 29, rules WB6, WB7, WB11 and WB12).
fn holds(before: u8, mark: u8, behind: u8) -> bool {
    match mark {
        b'.' | b'\'' => {
            before.is_ascii_alphabetic() && behind.is_ascii_alphabetic() || before.is_ascii_digit() && behind.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && behind.is_ascii_alphabetic(),
        _ => before.is_ascii_digit() && behind.is_ascii_digit(),
    }
}

/// Tells whether a character beside a word is none of it, whatever stands behind: ASCII marks but `_`, quotation marks, dashes.
const fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() && c != '_' || matches!(c, '“' | '”' | '‘' | '’' | '–' | '—')
}

/// Folds one word: case, accents, width, possessive, and the dots and apostrophes inside it (`U.S.` is `us`, `don't` is `dont`).
pub fn fold_word(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    fold_onto(word, &mut form);
    form
}

fn fold_onto(word: &str, form: &mut String) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let start = form.len();
        form.push_str(word);
        return form[start..].make_ascii_lowercase();
    }
    let bare = strip_possessive(word);
    if bare.is_ascii() {
        form.extend(bare.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    let folded = bare.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).flat_map(unlettered);
    form.extend(folded.filter(|c| c.is_alphanumeric()));
}

/// Folds the letters that Unicode does not decompose, as a reader without that keyboard types them.
fn unlettered(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// Gives the word without a possessive ending (`China's`, `China’s`); a bare final apostrophe falls away in folding.
pub fn strip_possessive(word: &str) -> &str {
    for ending in ["'s", "’s", "'S", "’S", "ʼs", "＇s"] {
        if let Some(bare) = word.strip_suffix(ending).filter(|bare| !bare.is_empty()) {
            return bare;
        }
    }
    word
}

/// Gives the form under which two names are one: folded words joined by blanks, without a leading "the".
///
/// `The Guardian` and `guardian` are equal; `Müller` and `Muller`; `U.S.` and `US`; `CISA’s` and `CISA`.
pub fn name_key(name: &str) -> String {
    let (mut forms, mut key) = (Forms::new(name), String::with_capacity(name.len() + 1));
    while forms.next_onto(&mut key).is_some() {
        key.push(' ');
    }
    key.pop();
    if key.starts_with("the ") {
        key.drain(.."the ".len());
    }
    key
}

/// Gives the stem of a folded word, by the English Snowball stemmer (Porter2), whatever the language: a form is
/// searched under the stem that it was indexed under, so that a word always finds itself.
pub fn stem(form: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::English).stem(form)
}

/// Gives the text with each run of white space as one blank, and none at its ends: how law 2 compares texts.
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Tells whether two words are at most `distance` edits apart, a swap of neighbours counting as one (Damerau 1964, restricted).
pub fn is_near(left: &[char], right: &[char], distance: usize) -> bool {
    if left.len().abs_diff(right.len()) > distance {
        return false;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let swap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            let edit = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let best = edit.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            row.push(if swap { best.min(rows[i - 2][j - 2] + 1) } else { best });
        }
        rows.push(row);
    }
    rows[left.len()][right.len()] <= distance
}

/// The shortest word, in letters, of which another may be a misspelling: nearly any two shorter ones are an edit or two apart.
const SHORTEST_MISTYPED: usize = 4;
/// The longest name, in letters, that is compared: comparing costs the product of both lengths.
const LONGEST_MISTYPED: usize = 60;

/// Tells whether one of two folded names or words may be the other, mistyped: one edit apart, or two where both are long.
pub fn is_mistyped(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let distance = if shorter < 8 { 1 } else { 2 };
    shorter >= SHORTEST_MISTYPED && longer <= LONGEST_MISTYPED && is_near(&one, &other, distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).map(|word| word.form).collect()
    }

    #[test]
    fn words_are_folded_alike_however_they_are_written() {
        assert_eq!(forms("U.S. China’s DON'T Łódź"), ["us", "china", "dont", "lodz"]);
        assert_eq!(forms("state-sponsored 260,000"), ["state", "sponsored", "260000"]);
    }

    #[test]
    fn what_nobody_sees_parts_no_word() {
        for text in [
            "ground\u{200b}less",
            "\u{200b}gr\u{200b}o\u{200b}undless\u{200b}",
            "ground\u{ad}less",
            "ground\u{2060}less",
            "ground\u{feff}less",
            "ground\u{200d}less",
        ] {
            assert_eq!(forms(text), ["groundless"], "{text:?}");
        }
        assert_eq!(forms("N\u{200b}ATO’s \u{200b}men, thisArticle\u{200b}Share"), ["nato", "men", "thisarticle", "share"]);
        assert_eq!(
            words_with_unseen("a \u{200b}ground\u{200b}less, charge\u{200b} می\u{200c}شود so\u{2060}on"),
            ["groundless", "soon"]
        );
        assert_eq!(words("a ground\u{200b}less b").nth(1).unwrap().span, Span::new(2, 15));
    }

    #[test]
    fn names_are_compared_without_article_case_accents_and_possessive() {
        assert_eq!(name_key("The Guardian’s"), "guardian");
        assert_eq!(name_key("Jürgen  Müller"), "jurgen muller");
    }

    proptest::proptest! {
        #[test]
        fn words_are_those_of_the_standard(text in "([a-c]|[AZ]|[0-9]|[ \\t\\n\\r]|[.,:;_'\"-]|[“”‘’–—…]|[\u{301}\u{200d}\u{93e}\u{ad}]|[éıßक漢アガ\u{1f600}🇩]){0,40}") {
            let standard: Vec<(Span, String)> = text
                .unicode_word_indices()
                .map(|(start, word)| (Span::new(start, start + word.len()), fold_word(word)))
                .filter(|(_, form)| !form.is_empty())
                .collect();
            let found: Vec<(Span, String)> = words(&text).map(|word| (word.span, word.form)).collect();
            proptest::prop_assert_eq!(&found, &standard);
            proptest::prop_assert_eq!(Forms::new(&text).count(), text.unicode_words().count());
            let (mut forms, mut ends, mut start) = (String::from("before "), Vec::new(), "before ".len());
            Forms::new(&text).all_onto(' ', &mut forms, &mut ends);
            for (end, (_, form)) in ends.iter().zip(&standard) {
                proptest::prop_assert_eq!(&forms[start..*end], form);
                start = end + 1;
            }
            proptest::prop_assert_eq!((ends.len(), forms.len()), (standard.len(), start));
        }
    }
}
