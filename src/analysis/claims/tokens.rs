//! What are the words and marks of a paragraph, and which of them can stand in a name or begin a clause?

mod capitals;

use crate::analysis::names;
use crate::analysis::quotes::Quotation;
use crate::model::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

/// Past forms that end a subject though they do not end in -ed; from any grammar.
const IRREGULAR: &[&str] = &[
    "withdrew", "cut", "rose", "fell", "spoke", "began", "met", "wrote", "went", "came", "took", "gave", "left", "lost", "won",
    "beat", "hit", "shot", "quit", "drew", "flew", "broke", "chose", "fought", "struck", "sought", "set", "put", "ran", "saw",
    "sold", "sent", "spent", "stood", "swept", "threw", "bought", "brought", "built", "caught", "held", "kept", "led", "made",
    "paid", "lit", "shut", "split", "slid", "sank", "shook", "stole", "swore", "tore", "wound", "woke", "forced", "grew",
    "drove",
];

/// A word or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) span: Span,
    /// In lower case, apostrophes straight, without the possessive ending.
    pub(super) form: Cow<'t, str>,
    pub(super) class: Class,
    pub(super) capital: bool,
    pub(super) possessive: bool,
    /// The outermost quotation that it stands in, marks included, by its number in the list given.
    pub(super) quote: Option<usize>,
}

impl Token<'_> {
    pub(super) fn is(&self, form: &str) -> bool {
        self.form == form
    }

    pub(super) fn is_any(&self, forms: &[&str]) -> bool {
        is_one_of(&self.form, forms)
    }

    /// Tells whether a word that opens a sentence ends as participles do, and is no name: "Beijing".
    pub(super) fn is_participle(&self) -> bool {
        self.form.ends_with("ing") && !(self.capital && names::is_listed(&self.form))
    }

    /// Tells whether the word has the form of a verb's past or passive: "closed", "won".
    pub(super) fn is_past(&self) -> bool {
        self.form.ends_with("ed") || self.is_irregular()
    }

    /// Tells whether the word is such a form without "-ed".
    pub(super) fn is_irregular(&self) -> bool {
        is_one_of(&self.form, IRREGULAR)
    }

    pub(super) fn is_mark(&self) -> bool {
        self.class == Class::Mark
    }
}

/// Tells whether a form is one of those given: most differ in their first letter, which is quick to see.
fn is_one_of(form: &str, forms: &[&str]) -> bool {
    let first = form.as_bytes().first();
    forms.iter().any(|other| other.as_bytes().first() == first && *other == form)
}

/// What a word can be told to be without knowing its sentence. `Noun` is all the rest: nouns, names, adjectives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Noun,
    Number,
    Determiner,
    Pronoun,
    Preposition,
    Subordinator,
    Coordinator,
    Auxiliary,
    Adverb,
    Time,
    Verb,
    Mark,
}

/// The closed classes of English, by hand from any grammar; verbs are the commonest that report nothing.
const CLASSES: &[(Class, &str)] = &[
    (
        Class::Determiner,
        "the a an this that these those his her its their my our your some any each every another all both several many few most no one two three four five six seven eight nine ten such",
    ),
    (
        Class::Pronoun,
        "he she it they we i you who which whom me him us them nobody everyone everybody someone somebody anyone others himself herself itself themselves",
    ),
    (
        Class::Preposition,
        "of in on at for from with by to into onto about over under against between among through via during without within across behind near around towards toward upon per despite amid beyond off outside inside out up down including like than",
    ),
    (
        Class::Subordinator,
        "that if whether because although though while whereas when whenever where wherever as after before since until unless once so how why what whose lest",
    ),
    (Class::Coordinator, "and or but nor yet &"),
    (
        Class::Auxiliary,
        "is are was were be been being am has have had having do does did will would shall should can could may might must cannot won't can't not ain't",
    ),
    (
        Class::Adverb,
        "also then later again never ever always often once just even still already now soon thus however instead too only rather quite very perhaps maybe meanwhile earlier further here there well almost not n't long back nevertheless nonetheless moreover else first ago seldom",
    ),
    (
        Class::Time,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december today yesterday tomorrow tonight week weekend month year years months weeks days morning afternoon evening night mondays fridays",
    ),
    (
        Class::Verb,
        "think thinks thought know knows knew want wants wanted make makes made get gets got go goes went gone come comes came see sees saw seen take takes took taken give gives gave given find let lets keep keeps kept feel feels felt become becomes became put puts ran run began begin left lost won seem seems seemed appear appears appeared need needs needed try tries tried use used works worked live lives lived helped turned started stopped led met sent brought bought held stood paid sat spent grew fell rose drew broke wore chose joined moved added includes included",
    ),
];

/// Abbreviations whose full stop belongs to them, in front of a name or a number.
const DOTTED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "st", "jr", "sr", "inc", "corp", "ltd", "prof", "rev",
    "hon", "sgt", "capt", "adm", "maj", "messrs", "vs", "sens", "reps", "ft", "mt", "jan", "feb", "aug", "sept", "oct", "nov",
    "dec",
];

static CLASS_OF: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    CLASSES.iter().rev().flat_map(|&(class, words)| words.split(' ').map(move |word| (word, class))).collect()
});

/// Tells whether the words tell when, and not who: "Four years ago in Oslo", but not "A week ago the union".
pub(super) fn is_when(words: &[Token<'_>]) -> bool {
    let ago = words.iter().position(|token| token.is("ago") && token.quote.is_none());
    ago.is_some_and(|ago| words.get(ago + 1).is_none_or(|next| matches!(next.class, Class::Preposition | Class::Mark)))
}

/// Cuts a block into words and marks. `quotations` are those of the block, by where they begin.
pub(super) fn tokens<'t>(text: &'t str, block: Span, quotations: &[(usize, Quotation)]) -> Vec<Token<'t>> {
    let marks = mark_spans(quotations);
    let mut marks = marks.iter().peekable();
    // Words of English have four to five letters, and a blank.
    let mut found: Vec<Token<'t>> = Vec::with_capacity(block.len() / 5 + 1);
    let mut at = block.start;
    while let Some(c) = text[at..block.end].chars().next() {
        while marks.peek().is_some_and(|mark| mark.start < at) {
            marks.next();
        }
        let limit = marks.peek().map_or(block.end, |mark| mark.start);
        let rest = &text[at..limit.max(at)];
        let code = code_length(rest);
        let is_initial = || found.last().is_some_and(|last| last.capital && last.span.len() == 1);
        if let Some(code) = code.and_then(|code| apostrophe(rest, code, is_initial()))
            && let Some(last) = found
                .last_mut()
                .filter(|last| last.class != Class::Mark && at - last.span.end <= 1 && last.span.len() <= LONGEST_REJOINED)
        {
            at += code;
            *last = rejoined(text, Span::new(last.span.start, at));
            continue;
        }
        let end = match marks.peek() {
            Some(mark) if mark.start == at => mark.end,
            _ => match code {
                Some(code) => at + code,
                None if c.is_whitespace() => {
                    at += c.len_utf8();
                    continue;
                }
                None if c.is_alphanumeric() => at + word_length(rest),
                None => at + c.len_utf8(),
            },
        };
        found.push(token(text, Span::new(at, end)));
        at = end;
    }
    capitals::name(&mut found);
    mark_quoted(&mut found, quotations);
    found
}

/// How long a word is at most that is rejoined, in bytes: one that codes alone make up is not read over and over.
const LONGEST_REJOINED: usize = 200;

/// Gives the length of what is left of a character's code: "#39;", "&#8220;", "quot;".
fn code_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 8;
    // Most of what stands in a text begins with another letter.
    if !matches!(text.as_bytes().first()?, b'&' | b'#' | b'q' | b'a' | b'l' | b'g' | b'n') {
        return None;
    }
    let bare = text.strip_prefix('&').unwrap_or(text);
    let lead = text.len() - bare.len();
    if ["quot;", "amp;", "lt;", "gt;", "nbsp;"].iter().any(|code| bare.starts_with(code)) {
        return bare.find(';').map(|at| lead + at + 1);
    }
    let digits = bare.strip_prefix('#')?;
    let end = digits.bytes().take(LONGEST).position(|byte| !byte.is_ascii_digit())?;
    (end > 0 && digits[end..].starts_with(';')).then_some(lead + 1 + end + 1)
}

/// Gives the length of a code of such a length with the letters behind it, if it is one of an apostrophe: "#39;s", "&#39;t", behind
/// an initial "#39;Keefe".
fn apostrophe(text: &str, code: usize, is_initial: bool) -> Option<usize> {
    if !(text[..code].contains("#39;") || text[..code].contains("#8217;")) {
        return None;
    }
    let letters = text[code..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let most = if is_initial { 24 } else { 2 };
    (1..=most).contains(&letters).then_some(code + letters)
}

/// Gives a word that the code of its apostrophe had cut in two.
fn rejoined(text: &str, span: Span) -> Token<'_> {
    let word = span.of(text);
    let first = word.chars().next().unwrap_or(' ');
    let bare: String = word.split(['#', '&', ' ']).next().unwrap_or(word).to_owned();
    let letters = word.rsplit(';').next().unwrap_or_default();
    let whole = format!("{bare}'{letters}");
    let (form, possessive) = form(&whole);
    let form: Cow<'_, str> = Cow::Owned(form.into_owned());
    let class = class(&form, first, word);
    Token { span, form, class, capital: first.is_uppercase(), possessive, quote: None }
}

fn mark_spans(quotations: &[(usize, Quotation)]) -> Vec<Span> {
    let mut marks: Vec<Span> = Vec::with_capacity(2 * quotations.len());
    for (_, quotation) in quotations {
        marks.push(first_char(quotation.span, quotation.inside));
        if !quotation.open {
            marks.push(Span::new(quotation.inside.end, quotation.span.end));
        }
    }
    marks.sort_unstable();
    marks
}

fn first_char(outer: Span, inner: Span) -> Span {
    Span::new(outer.start, inner.start)
}

fn mark_quoted(tokens: &mut [Token<'_>], quotations: &[(usize, Quotation)]) {
    let mut outermost = quotations.iter().filter(|(_, quotation)| quotation.depth == 0).peekable();
    for token in tokens {
        while outermost.peek().is_some_and(|(_, quotation)| quotation.span.end <= token.span.start) {
            outermost.next();
        }
        token.quote = outermost.peek().filter(|(_, quotation)| quotation.span.contains(token.span)).map(|&&(number, _)| number);
    }
}

/// Gives the length in bytes of the word that `text` begins with.
fn word_length(text: &str) -> usize {
    // Most words are letters of ASCII alone.
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut end = letters;
    let mut chars = text[letters..].char_indices().map(|(at, c)| (letters + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        // "O\u{fffd}Brien" lost an apostrophe, "PA\u{fffd}After" a dash.
        let dash = c == '\u{fffd}' && at > 1 && next.is_some_and(char::is_uppercase);
        let joins = c.is_alphanumeric() || !dash && is_joiner(c) && next.is_some_and(char::is_alphanumeric);
        if !joins && !c.is_alphanumeric() {
            break;
        }
        end = at + c.len_utf8();
    }
    if text[end..].starts_with('.') && keeps_stop(&text[..end]) { end + 1 } else { end }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '.' | '&' | '/' | '_' | '\u{2011}' | ',' | '@' | '\u{fffd}')
}

fn keeps_stop(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or_default();
    if last.chars().count() == 1 {
        return last.starts_with(char::is_uppercase) || word.contains('.');
    }
    word.len() <= 6 && DOTTED.iter().any(|dotted| word.eq_ignore_ascii_case(dotted))
}

fn token(text: &str, span: Span) -> Token<'_> {
    let word = span.of(text);
    let first = word.chars().next().unwrap_or(' ');
    let (form, possessive) = form(word);
    let class = class(&form, first, word);
    Token { span, form, class, capital: first.is_uppercase(), possessive, quote: None }
}

fn form(word: &str) -> (Cow<'_, str>, bool) {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (Cow::Borrowed(word), false);
    }
    if word.is_ascii() {
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).filter(|bare| !bare.is_empty()).unwrap_or(word);
        let is_lower = !bare.bytes().any(|byte| byte.is_ascii_uppercase());
        let form = if is_lower { Cow::Borrowed(bare) } else { Cow::Owned(bare.to_ascii_lowercase()) };
        return (form, bare.len() < word.len());
    }
    let lower = word.to_lowercase().replace(['’', '\u{fffd}'], "'");
    match lower.strip_suffix("'s").filter(|bare| !bare.is_empty()) {
        Some(bare) => (Cow::Owned(bare.to_owned()), true),
        None => (Cow::Owned(lower), false),
    }
}

fn class(form: &str, first: char, word: &str) -> Class {
    if !first.is_alphanumeric() {
        return Class::Mark;
    }
    if let Some(&class) = CLASS_OF.get(form) {
        // "US", "May", "IT": a name in capitals is no pronoun.
        let shouted = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        return if shouted && matches!(class, Class::Pronoun | Class::Auxiliary) { Class::Noun } else { class };
    }
    if first.is_ascii_digit() {
        return Class::Number;
    }
    if form.ends_with("n't") {
        return Class::Auxiliary;
    }
    if let Some(apostrophe) = form.bytes().position(|byte| byte == b'\'')
        && CLASS_OF.get(&form[..apostrophe]) == Some(&Class::Pronoun)
    {
        return Class::Pronoun;
    }
    let adverb = form.len() > 4 && form.ends_with("ly") && first.is_lowercase();
    if adverb && !["family", "assembly", "supply", "monopoly", "daily", "elderly", "weekly", "early"].contains(&form) {
        return Class::Adverb;
    }
    Class::Noun
}

/// Words parted by ", ", which are read once to be looked up.
pub(super) struct List {
    written: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl List {
    pub(super) const fn new(written: &'static str) -> Self {
        List { written, words: OnceLock::new() }
    }

    /// Tells whether a word is on the list.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.words.get_or_init(|| self.written.split(", ").collect()).contains(word)
    }
}
