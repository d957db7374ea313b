//! Where does each sentence begin and end?

use crate::model::article::{Block, Role};
use crate::model::span::Span;

/// Titles and the like: a name or a number follows, so the stop behind them never ends a sentence.
const BEFORE_NAME: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "cpl", "pvt",
    "adm", "rev", "hon", "pres", "supt", "insp", "messrs", "mx", "st", "ste", "mt", "ft", "sr", "sra", "fr", "br", "vs", "cf",
    "eg", "ie", "no", "nos", "art", "fig", "vol", "pp", "ed", "viz", "approx", "hr", "amb", "atty", "det", "spc", "ald",
    "dist", "ph",
];

/// Abbreviations that may also end a sentence: a stop behind them ends it only where the next word is one that begins sentences.
const MAY_END: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jr", "etc", "al", "dept", "est", "ave", "blvd", "rd", "univ", "assn",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu",
    "thurs", "fri", "sat", "sun", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky",
    "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "vt", "va",
    "wash", "wis", "wyo", "min", "max", "gmbh", "ag", "sa", "spa", "esq", "phd", "mfg",
];

/// Words that often begin a sentence and seldom a name.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "their",
    "our",
    "my",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "to",
    "with",
    "as",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "however",
    "although",
    "though",
    "there",
    "here",
    "what",
    "who",
    "why",
    "how",
    "where",
    "which",
    "one",
    "some",
    "many",
    "most",
    "all",
    "both",
    "each",
    "no",
    "not",
    "nor",
    "even",
    "also",
    "then",
    "now",
    "under",
    "over",
    "during",
    "about",
    "according",
    "because",
    "despite",
    "instead",
    "meanwhile",
    "moreover",
    "still",
    "such",
    "another",
    "other",
    "officials",
];

/// Verbs that report: a name and one of these behind a quoted question belong to it.
const REPORTS: &[&str] = &[
    "asked",
    "asks",
    "said",
    "says",
    "wrote",
    "added",
    "replied",
    "tweeted",
    "shouted",
    "told",
    "wondered",
    "countered",
    "retorted",
    "responded",
    "exclaimed",
    "cried",
    "yelled",
    "answered",
    "demanded",
    "screamed",
    "declared",
];

/// The longest word that is looked back upon for an abbreviation, in bytes: keeps the scan linear.
const LOOK_BACK: usize = 24;

/// A line shorter than this, in bytes, and without a stop is a heading or an item, not a line of wrapped text (the narrowest
/// newspaper text that is wrapped by hand in the evaluation data has lines of 55).
const SHORT_LINE: usize = 48;

/// Finds the sentences of all blocks but furniture: in order, disjoint, trimmed, together all that the blocks hold.
///
/// A sentence never crosses a block's border or a blank line. Closing quotation marks and brackets belong to it.
pub fn find(text: &str, blocks: &[Block]) -> Vec<Span> {
    let mut sentences = Vec::with_capacity(text.len() / 128 + blocks.len());
    for block in blocks.iter().filter(|block| block.role != Role::Furniture) {
        cut_block(text, block.span, &mut sentences);
    }
    sentences
}

/// The bytes at which a sentence may end: line ends, stops, and the first bytes of `…` and of `。！？`. One glance a byte.
const BORDERS: [bool; 256] = {
    let mut borders = [false; 256];
    let mut at = 0;
    let bytes = [b'\n', b'.', b'!', b'?', 0xE2, 0xE3, 0xEF];
    while at < bytes.len() {
        borders[bytes[at] as usize] = true;
        at += 1;
    }
    borders
};

fn cut_block(text: &str, block: Span, sentences: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let (mut start, mut line, mut at) = (block.start, block.start, block.start);
    let mut close = |start: &mut usize, end: usize| {
        let span = Span::new(*start, end).trimmed(text);
        if !span.is_empty() {
            sentences.push(span);
        }
        *start = end;
    };
    while let Some(next) = bytes[at..block.end].iter().position(|byte| BORDERS[usize::from(*byte)]) {
        at += next;
        match bytes[at] {
            b'\n' => {
                if is_line_end_a_border(text, Span::new(line, at), block.end) {
                    close(&mut start, at);
                }
                at += 1;
                line = at;
            }
            b'.' | b'!' | b'?' => {
                let end = end_of_stops(text, at, block.end);
                if is_border(text, Span::new(start, block.end), at, end) {
                    close(&mut start, end);
                }
                at = end;
            }
            0xE2 | 0xE3 | 0xEF if is_stop(char_at(text, at, block.end)) => {
                let end = end_of_stops(text, at, block.end);
                if is_border(text, Span::new(start, block.end), at, end) {
                    close(&mut start, end);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    close(&mut start, block.end);
}

/// Tells whether the line break behind `line` ends a sentence though no stop does: a blank line, or a heading or item of a list.
fn is_line_end_a_border(text: &str, line: Span, block_end: usize) -> bool {
    let next = text[line.end + 1..block_end].split('\n').next().unwrap_or_default();
    let begun = next.trim_start();
    if begun.is_empty() {
        return true;
    }
    let is_indented = next.len() > begun.len() && next.starts_with('\t');
    let is_item = begun.starts_with(['-', '*', '•', '–', '·']);
    let goes_on = || begun.starts_with(char::is_lowercase) || ends_open(line.of(text)) || counts_on(line.of(text), begun);
    let is_short = line.len() < SHORT_LINE && !goes_on();
    is_indented || is_item || is_short
}

/// Tells whether a line breaks off in the middle: at a comma or a small word, so that the next line goes on with it.
fn ends_open(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with([',', '-', '(', '“'])
        || line
            .rsplit(' ')
            .next()
            .is_some_and(|word| ["the", "of", "and", "a", "in", "to", "for", "by", "with"].contains(&word))
}

/// Tells whether a sentence goes on with the number that the next line begins with: "said the dam was not" / "5 metres high". Prose
/// has small words of its own; a row of a table, a heading and what an item counts ("2. Oslo") have few or none.
fn counts_on(line: &str, next: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "a", "an", "of", "in", "on", "at", "for", "from", "to", "with", "by", "as", "that", "is", "are", "was", "were",
        "be", "been", "has", "have", "had", "will", "would", "its", "his", "her", "their", "it", "he", "she", "they", "and",
        "or", "but", "not", "said", "says",
    ];
    let number = next.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '/' | '-'));
    let counts = number.len() < next.len() && next.starts_with(|c: char| c.is_ascii_digit());
    let unit = number.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let listed = next[..next.len() - number.len()].ends_with('.');
    let lower = |word: &&str| word.starts_with(char::is_lowercase);
    let small = |text: &str| text.split_whitespace().filter(|word| SMALL.contains(word)).count();
    let last = line.trim_end().rsplit(' ').next().unwrap_or_default();
    counts && unit && !listed && lower(&last) && last.ends_with(char::is_alphabetic) && small(line) >= 1 && small(number) >= 1
}

/// Gives the end of a run of stops and of the closing marks behind it.
fn end_of_stops(text: &str, from: usize, limit: usize) -> usize {
    let mut end = from;
    let mut closing = false;
    for c in text[from..limit].chars() {
        match c {
            _ if is_stop(c) && !closing => {}
            // A character that was lost behind a stop was mostly a mark.
            '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '›' | '*' | '\u{fffd}' => closing = true,
            _ => break,
        }
        end += c.len_utf8();
    }
    end
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn char_at(text: &str, at: usize, limit: usize) -> char {
    text[at..limit].chars().next().unwrap_or('\0')
}

/// Tells whether the sentence that begins at `sentence.start` ends with the stops from `at` to `end`.
fn is_border(text: &str, sentence: Span, at: usize, end: usize) -> bool {
    let rest = &text[end..sentence.end];
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else { return true };
    let stops = &text[at..end];
    if matches!(char_at(text, at, end), '。' | '！' | '？') {
        return true;
    }
    let is_glued = next.len() == rest.len();
    if is_glued && !(stops.len() > 1 && matches!(first, '“' | '‘' | '«')) {
        return false;
    }
    if first.is_lowercase() || matches!(first, ',' | ';' | ':' | '—' | '–' | ')' | '%') {
        return false;
    }
    if !stops.starts_with('.') {
        return !is_asked_by(next, stops);
    }
    if stops.starts_with("..") {
        return true;
    }
    let Some(word) = word_before(text, sentence.start, at) else { return true };
    let is_bare_stop = stops == ".";
    !is_bare_stop || !is_abbreviation(word, next)
}

/// Tells whether a name and a verb that reports stand behind a quotation that ends in `?` or `!`: `“Why?” Smith asked`.
fn is_asked_by(next: &str, stops: &str) -> bool {
    if !stops.ends_with(['"', '”', '’', '\'', '»', '\u{fffd}']) {
        return false;
    }
    let mut words = next.split_whitespace().take(4).map(|word| word.trim_end_matches([',', '.']));
    words.next().is_some_and(|first| !STARTERS.contains(&first.to_lowercase().as_str()))
        && words.any(|word| REPORTS.contains(&word))
}

/// Gives the word that ends at `at`, with stops inside ("U.S"); `None` where it is longer than any abbreviation.
fn word_before(text: &str, start: usize, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut from = at;
    while from > start && (bytes[from - 1].is_ascii_alphanumeric() || bytes[from - 1] == b'.' || bytes[from - 1] >= 0x80) {
        from -= 1;
        if at - from > LOOK_BACK {
            return None;
        }
    }
    let word = text.get(from..at)?;
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    (!word.is_empty()).then_some(word)
}

/// Letters of the longest of [`BEFORE_NAME`] and [`MAY_END`].
const LONGEST_SHORT: usize = 6;

/// Tells whether the stop behind `word` is its own, and does not end the sentence, given what follows.
fn is_abbreviation(word: &str, next: &str) -> bool {
    if word.len() > LONGEST_SHORT && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let follows = || -> String { next.chars().take_while(|c| c.is_alphanumeric() || *c == '\'').take(16).collect() };
    // Few words want to know: to make the one that follows small costs more than all else here.
    let begins_sentence = || STARTERS.contains(&follows().to_lowercase().as_str());
    let joined = || {
        let follows = follows();
        joins_name(&follows, &next[follows.len()..])
    };
    if is_country(word) && begins_sentence() && joined() {
        return true;
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_uppercase() && !begins_sentence() && letter != 'I' && !next.starts_with(['"', '“', '‘']);
    }
    let lower = word.to_lowercase();
    if lower == "no" || lower == "art" {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    if BEFORE_NAME.contains(&lower.as_str()) {
        return !(lower == "st" && begins_sentence());
    }
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    (is_dotted || MAY_END.contains(&lower.as_str()) && is_shortened(word, next))
        && !next.starts_with(['"', '“', '‘'])
        && !begins_sentence()
}

/// Tells whether the letters are a country's, behind which wires write a capital wherever they stand.
fn is_country(word: &str) -> bool {
    matches!(word, "U.S" | "U.K" | "U.N")
}

/// Tells whether "And" or "Or" joins a country to another name, not a sentence to the one before: "the U.S. And Japan agreed".
fn joins_name(joint: &str, rest: &str) -> bool {
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_pronoun = matches!(next, "I" | "I'm" | "It" | "He" | "She" | "We" | "They");
    matches!(joint, "And" | "Or")
        && (next.starts_with(char::is_uppercase) && !is_pronoun || matches!(next, "other" | "foreign"))
}

/// Tells whether a form that is also a word (`mar`, `sun`, `co`) stands as an abbreviation: capitalised, or before a number.
fn is_shortened(word: &str, next: &str) -> bool {
    word.starts_with(char::is_uppercase) || next.starts_with(|c: char| c.is_ascii_digit()) || word == "etc" || word == "al"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        vec![Block::new(Role::Body, Span::new(0, text.len()).trimmed(text))]
    }

    fn found(text: &str) -> Vec<&str> {
        find(text, &blocks(text)).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn no_abbreviation_is_longer_than_what_is_looked_up() {
        assert!(BEFORE_NAME.iter().chain(MAY_END).all(|word| word.len() <= LONGEST_SHORT));
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        assert_eq!(
            found("Mr. Vale met J. K. Ormond. He left the U.S. Treasury at 5 p.m. on Dec. 3. It rose 2.5 percent.").len(),
            3
        );
        assert_eq!(found("He moved to the U.S. The house was sold.").len(), 2);
    }

    #[test]
    fn a_country_in_letters_is_joined_to_another_though_the_wire_writes_a_capital() {
        assert_eq!(found("Officials in the U.S. And Peru agreed. Trade with the U.K. Or Japan grew.").len(), 2);
        assert_eq!(found("He likes the U.S. And he stays. She left the U.S. And I stayed.").len(), 4);
    }

    #[test]
    fn a_quotation_that_goes_on_with_its_speaker_is_one_sentence() {
        assert_eq!(
            found("“Who is it?” he asked. “Me!” Vale shouted. Nobody came."),
            ["“Who is it?” he asked.", "“Me!” Vale shouted.", "Nobody came."]
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        assert_eq!(found("“It is over.” (He sighed.) Then he left."), ["“It is over.”", "(He sighed.)", "Then he left."]);
        assert_eq!(found("“We wait.”“We go.”").len(), 2);
    }

    #[test]
    fn blank_lines_and_headings_end_a_sentence() {
        assert_eq!(found("A heading\nThe text goes\n\non here"), ["A heading", "The text goes", "on here"]);
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        let text = "The committee said that it would not go to the town of\nKestrel on Friday, as had been planned\nearlier.";
        assert_eq!(found(text), [text]);
    }

    #[test]
    fn a_number_that_begins_a_wrapped_line_begins_no_sentence() {
        let text = "The report said the dam was not\n5 metres high but 50, and that the town\n20 miles below it was safe.";
        assert_eq!(found(text), [text]);
        let text = "Prices in the shops\n1. The bread\n2. The milk";
        assert_eq!(found(text).len(), 3 + 2);
        assert_eq!(found("Net profit\n12 mths to May\n9 mths").len(), 3);
    }

    #[test]
    fn furniture_has_no_sentences() {
        let block = Block::new(Role::Furniture, Span::new(0, 5));
        assert_eq!(find("News.", &[block]), []);
    }

    proptest::proptest! {
        #[test]
        fn sentences_hold_all_of_the_text_in_order(text in "[a-zA-Z .!?…“”\"'\n\tüß。-]{0,200}") {
            let mut at = 0;
            for span in find(&text, &blocks(&text)) {
                proptest::prop_assert!(text[at..span.start].trim().is_empty() && !span.is_empty());
                proptest::prop_assert_eq!(span.trimmed(&text), span);
                at = span.end;
            }
            proptest::prop_assert!(text[at..].trim().is_empty());
        }
    }
}
