//! Which words and marks is a sentence made of, as far as names care?

use super::codes::{self, told};
use super::gazetteer::{self, Facts};
use crate::model::span::Span;

/// A word or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    /// Without possessive ending.
    pub span: Span,
    pub text: &'t str,
    pub shape: Shape,
    /// What is known of it; looked up for capitalised words alone.
    pub facts: Facts,
    pub possessive: bool,
    /// Begins a sentence, a quotation or an item, so that its capital says nothing.
    pub opens: bool,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// Begins with a capital, or is a name that does not (`al-Qaeda`, `iPhone`).
    Capital,
    /// All capitals, two at least.
    Caps,
    Number,
    Mark,
}

impl Token<'_> {
    /// Tells whether written as names are.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Caps)
    }
}

/// A sentence and which tokens are its.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// Written in Title Case or ALL CAPS, so that capitals say little.
    pub headline: bool,
}

/// Small words inside names with hyphens (`Dar-es-Salaam`, `Stratford-upon-Avon`).
const HYPHEN_PARTICLES: &[&str] =
    &["es", "de", "du", "la", "le", "les", "sur", "upon", "on", "al", "ul", "ur", "in", "au", "by", "the"];

/// Words that stand behind a name and a hyphen, of up to five letters: "Tang-era" is no given name.
const HYPHEN_TAILS: &[&str] =
    &["led", "based", "born", "run", "made", "style", "wide", "owned", "like", "era", "made", "born", "bound", "held"];

/// Cuts sentences into tokens.
pub(super) fn tokens<'t>(text: &'t str, sentences: &[Span]) -> (Vec<Token<'t>>, Vec<Sentence>) {
    // A word of English has five bytes with its blank, and marks stand between: room that is not used costs nothing, to move costs
    // twice the room.
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut found = Vec::with_capacity(sentences.len());
    for span in sentences {
        let first = tokens.len();
        Scanner { text, at: span.start, end: span.end, opens: true, after_surname: false }.run(&mut tokens);
        found.push(Sentence { first, end: tokens.len(), headline: is_headline(&tokens[first..]) });
    }
    (tokens, found)
}

/// Words that stay in lower case where all others are capitalised.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "with", "from", "by", "as", "is", "vs", "into",
    "over", "after", "amid", "than", "via", "up", "off", "per", "not", "nor", "be", "are", "its", "it", "v", "about",
    "against", "before", "s",
];

/// Other words that a dash stands before.
const LINKS: &[&str] = &[
    "who",
    "whose",
    "which",
    "that",
    "he",
    "she",
    "they",
    "we",
    "his",
    "her",
    "their",
    "was",
    "were",
    "has",
    "had",
    "if",
    "when",
    "while",
    "where",
    "so",
    "this",
    "all",
    "said",
    "says",
    "including",
];

/// Tells whether the words are written as in a headline: all in capitals, or all but small words capitalised, common ones too.
fn is_headline(tokens: &[Token]) -> bool {
    let (mut capital, mut caps, mut common) = (0usize, 0usize, 0usize);
    for token in tokens.iter().filter(|token| matches!(token.shape, Shape::Capital | Shape::Caps)) {
        capital += 1;
        caps += usize::from(token.shape == Shape::Caps && token.text.len() > 3);
        common += usize::from(token.facts.any(Facts::COMMON) && !token.opens);
    }
    if caps < 2 && (capital < 4 || common < 1) {
        return false;
    }
    let lower = tokens.iter().filter(|token| token.shape == Shape::Lower && !SMALL_WORDS.contains(&token.text)).count();
    let is_shouted = caps >= 2 && caps * 10 >= (capital + lower) * 6;
    let is_closed = tokens.last().is_some_and(|last| last.text == ".");
    is_shouted || capital >= 4 && common >= 1 && lower == 0 && (!is_closed || common >= 2 && capital >= 6)
}

/// Gives the length of a company's code at an exchange that the text begins with: "PFE.N", "HSBA.L".
fn ticker(text: &str, before: Option<&Token>) -> Option<usize> {
    const LONGEST: usize = 6;
    let bytes = text.as_bytes();
    let is_code = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let code = bytes.iter().take(LONGEST).take_while(|byte| is_code(byte)).count();
    // "Vale Motor Co. V.N": one letter is a code behind a company's legal form alone.
    let behind_form = before.is_some_and(|before| before.text.len() <= 5 && before.facts.any(Facts::ORGANIZATION_HEAD));
    if code < if behind_form { 1 } else { 2 } || bytes.get(code) != Some(&b'.') {
        return None;
    }
    let exchange = bytes[code + 1..].iter().take(3).take_while(|byte| byte.is_ascii_uppercase()).count();
    let end = code + 1 + exchange;
    let next = text.get(end..)?.chars().next();
    let goes_on = next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '.' | '\'' | '’' | '&'));
    let lettered = bytes[..code].iter().any(u8::is_ascii_uppercase);
    // "U.S" is none, nor is "NY.AP." at the end of a sentence taken for one.
    (matches!(exchange, 1 | 2) && lettered && !goes_on).then_some(end)
}

fn mark(span: Span, text: &str) -> Token<'_> {
    Token { span, text, shape: Shape::Mark, facts: Facts::NONE, possessive: false, opens: false }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    opens: bool,
    /// Behind a surname that stands first: the given name may have a hyphen and a small letter ("Su Tseng-chang").
    after_surname: bool,
}

impl<'t> Scanner<'t> {
    fn run(&mut self, tokens: &mut Vec<Token<'t>>) {
        while let Some(c) = self.peek(self.at) {
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if let Some((length, stands)) = codes::code(&self.text[self.at..self.end]) {
                let span = Span::new(self.at, self.at + length);
                self.opens |= matches!(stands, "\"" | "“" | "‘");
                self.after_surname = false;
                tokens.push(mark(span, stands));
                self.at = span.end;
            } else if c.is_ascii_uppercase()
                && let Some(length) = ticker(&self.text[self.at..self.end], tokens.last())
            {
                let span = Span::new(self.at, self.at + length);
                self.after_surname = false;
                tokens.push(mark(span, span.of(self.text)));
                self.at = span.end;
            } else if c.is_alphanumeric() {
                let word = self.word(c);
                self.after_surname = word.facts.any(Facts::FIRST_SURNAME) && !word.possessive;
                self.opens = false;
                tokens.push(word);
            } else {
                let span = Span::new(self.at, self.at + c.len_utf8());
                let opening = matches!(c, '“' | '"' | '‘' | '«' | ':' | '•' | '*' | '`' | '…' | '|' | '[');
                self.opens |= opening;
                self.after_surname = false;
                tokens.push(mark(span, span.of(self.text)));
                self.at = span.end;
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }

    fn word(&mut self, first: char) -> Token<'t> {
        let start = self.at;
        let (end, possessive) = self.word_end(start, first);
        let mut span = Span::new(start, end);
        self.at = if possessive { end + self.possessive_len(end) } else { end };
        let is_whole = possessive && first.is_uppercase() && is_possessive_name(span.of(self.text));
        if is_whole {
            span.end = self.at;
        }
        let possessive = possessive && !is_whole;
        if !possessive && !is_whole && self.takes_stop(span) {
            span.end += 1;
            self.at = span.end;
        }
        let text = span.of(self.text);
        let (shape, facts) = shape_and_facts(text, first);
        Token { span, text, shape, facts, possessive, opens: self.opens }
    }

    /// Gives where the word ends, and whether a possessive ending follows.
    fn word_end(&self, start: usize, first: char) -> (usize, bool) {
        // Most words are letters of ASCII alone.
        let letters = self.text.as_bytes()[start..self.end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (mut at, mut last) = match letters {
            0 => (start + first.len_utf8(), first),
            _ => (start + letters, char::from(self.text.as_bytes()[start + letters - 1])),
        };
        while let Some(c) = self.peek(at) {
            if matches!(c, ' ' | '&' | '#')
                && let Some((length, stands)) = codes::spaced_code(&self.text[at..self.end])
            {
                if self.possessive_len(at) > 0 {
                    return (at, true);
                }
                if !self.code_goes_on(Span::new(start, at), at + length, stands) {
                    break;
                }
                (at, last) = (at + length, '\'');
                continue;
            }
            let next = || self.peek(at + c.len_utf8());
            match c {
                _ if c.is_alphanumeric() => {}
                '.' if next().is_some_and(char::is_alphanumeric) && self.stop_goes_on(start, at, last) => {}
                '\'' | '’' | 'ʼ' if next().is_some_and(char::is_alphabetic) => {
                    let length = self.possessive_len(at);
                    if length > 0 {
                        return (at, true);
                    }
                }
                // "O\u{fffd}Brien" lost an apostrophe, "Niem\u{fffd}ller" a letter, "Vale\u{fffd}who" a dash.
                '\u{fffd}' if next().is_some_and(char::is_alphabetic) => {
                    if self.possessive_len(at) > 0 {
                        return (at, true);
                    }
                    let rest = &self.text[at + c.len_utf8()..self.end];
                    let behind = rest.bytes().take(9).take_while(u8::is_ascii_alphabetic).count();
                    let small = SMALL_WORDS.contains(&&rest[..behind]) || LINKS.contains(&&rest[..behind]);
                    let is_known = || gazetteer::facts(&self.text[start..at]) != Facts::NONE;
                    if at > start + 3 && (small || is_known()) || at > start + 1 && next().is_some_and(char::is_uppercase) {
                        break;
                    }
                }
                '-' | '‑' if next().is_some_and(char::is_alphanumeric) && self.hyphen_goes_on(start, at, c) => {}
                '&' if last.is_uppercase() && next().is_some_and(char::is_uppercase) => {}
                '\u{300}'..='\u{36f}' => {}
                _ => break,
            }
            last = c;
            at += c.len_utf8();
        }
        (at, false)
    }

    /// Tells whether a word goes on behind the code that ends at `end`: "O #39;Keefe", "AT amp;T", "Hawai&#39;i".
    fn code_goes_on(&self, word: Span, end: usize, stands: &str) -> bool {
        let Some(next) = self.peek(end) else { return false };
        let is_initial = word.len() == 1 && word.of(self.text).starts_with(char::is_uppercase);
        let is_glued = !self.text[word.end..].starts_with(' ');
        match stands {
            "'" | "’" => next.is_alphabetic() && (is_glued || is_initial && next.is_uppercase()),
            "&" => next.is_uppercase() && word.of(self.text).ends_with(char::is_uppercase),
            _ => false,
        }
    }

    /// Gives the length of a possessive ending or a short verb at `at` (`'s`, `’ll`), or 0.
    fn possessive_len(&self, at: usize) -> usize {
        let rest = &self.text[at..self.end];
        let Some(mark) = rest.chars().next() else { return 0 };
        let mark = match codes::spaced_code(rest) {
            Some((length, "'" | "’")) => length,
            _ => mark.len_utf8(),
        };
        let rest = &rest[mark..];
        let letters = rest.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
        let is_whole = letters < 3 && !rest[letters..].starts_with(char::is_alphanumeric);
        let is_ending = ["s", "S", "m", "d", "ll", "re", "ve"].contains(&&rest[..letters]);
        if is_whole && is_ending { mark + letters } else { 0 }
    }

    /// Tells whether a stop inside a word belongs to it: `U.S`, `Outlook.com`, `1.5`.
    fn stop_goes_on(&self, start: usize, at: usize, last: char) -> bool {
        let word = &self.text[start..at];
        let is_dotted = word.len() < 16 && word.split('.').all(|part| part.chars().count() == 1);
        let rest = &self.text[at + 1..self.end];
        let is_domain = ["com", "org", "net", "gov", "edu", "co", "io", "info"]
            .iter()
            .any(|domain| rest.strip_prefix(domain).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
        is_dotted || is_domain || last.is_ascii_digit() && rest.starts_with(|c: char| c.is_ascii_digit())
    }

    fn hyphen_goes_on(&self, start: usize, at: usize, hyphen: char) -> bool {
        let word = &self.text[start..at];
        let rest = &self.text[at + hyphen.len_utf8()..self.end];
        let begins_upper = word.starts_with(char::is_uppercase);
        match rest.chars().next() {
            Some(next) if begins_upper && next.is_lowercase() => {
                let length = rest.bytes().take(5).take_while(u8::is_ascii_lowercase).count();
                let is_given = self.after_surname && word.len() < 7 && !HYPHEN_TAILS.contains(&&rest[..length]);
                HYPHEN_PARTICLES.contains(&&rest[..length]) && rest[length..].starts_with('-')
                    || is_given && !rest[length..].starts_with(char::is_lowercase)
            }
            Some(next) if !begins_upper && next.is_uppercase() => {
                ["al", "el", "ul", "as", "ash", "an", "ad", "es", "de", "du", "la", "le", "les", "sur", "upon"]
                    .contains(&word.rsplit('-').next().unwrap_or(word))
            }
            _ => true,
        }
    }

    /// Tells whether the stop behind the word is part of it: an abbreviation or initial, unless it ends the sentence.
    fn takes_stop(&self, span: Span) -> bool {
        if self.peek(span.end) != Some('.') {
            return false;
        }
        let word = span.of(self.text);
        if word.len() > 12 || !word.starts_with(char::is_uppercase) {
            return false;
        }
        let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        let is_last = self.text[span.end + 1..self.end].trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        if is_dotted || is_last {
            return is_dotted;
        }
        word.chars().count() == 1 || gazetteer::facts(&self.text[span.start..span.end + 1]) != Facts::NONE
    }
}

/// Tells whether a name on a list ends in `'s` itself: "Moody's".
fn is_possessive_name(word: &str) -> bool {
    gazetteer::facts(word).any(Facts::PHRASE) && gazetteer::facts(&format!("{word}'s")).any(Facts::ORGANIZATION)
}

fn shape_and_facts(text: &str, first: char) -> (Shape, Facts) {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (Shape::Lower, Facts::NONE);
    }
    if first.is_numeric() {
        return (Shape::Number, Facts::NONE);
    }
    if !text.chars().any(char::is_uppercase) {
        return (Shape::Lower, Facts::NONE);
    }
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let is_caps = letters.clone().count() > 1 && letters.all(char::is_uppercase);
    let mut facts = gazetteer::facts(&told(text));
    if text.ends_with("’s") {
        facts = gazetteer::facts(&text.replace('’', "'"));
    }
    if !(is_caps && facts.is_known_name()) {
        facts = facts | gazetteer::facts(&text.to_lowercase()).only_common();
    }
    if is_caps && !facts.is_known_name() {
        let written = gazetteer::facts(&title_case(text));
        facts = facts | if text.len() > 3 { written } else { written.only_phrase() };
    }
    if let Some((part, _)) = text.split_once('-')
        && !facts.is_known_name()
    {
        facts = facts | gazetteer::facts(part).only_given();
    }
    match (first.is_uppercase(), is_caps) {
        (true, true) => (Shape::Caps, facts),
        (true, false) => (Shape::Capital, facts),
        _ if facts.is_known_name() || text.contains('-') => (Shape::Capital, facts),
        _ => (Shape::Lower, facts),
    }
}

/// Writes a word as a name is written: `CHINA` and `china` are `China`.
pub(super) fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next();
    first.into_iter().flat_map(char::to_uppercase).chain(chars.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, &[Span::new(0, text.len())]).0.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn names_keep_their_hyphens_dots_and_apostrophes() {
        assert_eq!(
            words("Storm-0558 and AT&T met O’Brien in the U.S."),
            ["Storm-0558", "and", "AT&T", "met", "O’Brien", "in", "the", "U.S."]
        );
        assert_eq!(words("J. K. Vale of Vale Inc. left"), ["J.", "K.", "Vale", "of", "Vale", "Inc.", "left"]);
    }

    #[test]
    fn codes_left_over_part_no_word() {
        assert_eq!(words("Sean O #39;Keefe of AT amp;T"), ["Sean", "O #39;Keefe", "of", "AT amp;T"]);
        assert_eq!(words("Dubai #39;s Vale &amp; Dale #39;s"), ["Dubai", "Vale", "&", "Dale"]);
        assert_eq!(words("called #39;Freebird #39;"), ["called", "'", "Freebird", "'"]);
        assert_eq!(words("O\u{fffd}Leary\u{fffd}s Tal\u{fffd}n"), ["O\u{fffd}Leary", "Tal\u{fffd}n"]);
    }

    #[test]
    fn a_code_at_an_exchange_is_no_word() {
        let found = tokens("Vale Corp VAL.N and Corvo (CRV.L) of the U.S. and the UN.", &[Span::new(0, 57)]).0;
        let marks: Vec<&str> = found.iter().filter(|token| token.shape == Shape::Mark).map(|token| token.text).collect();
        assert_eq!(marks, ["VAL.N", "(", "CRV.L", ")", "."]);
    }

    #[test]
    fn possessives_and_tails_are_cut_off() {
        assert_eq!(words("China’s US-led pro-Kremlin"), ["China", "US", "-", "led", "pro", "-", "Kremlin"]);
        assert_eq!(words("al-Qaeda’s Dar-es-Salaam"), ["al-Qaeda", "Dar-es-Salaam"]);
    }
}
