//! Does every question, however odd, print as text that parses to itself, in no time?

use super::{MAX_BYTES, MAX_DEPTH, counted, parse, plain};
use crate::model::query::Query;
use jiff::civil::Date;
use std::time::{Duration, Instant};

const TODAY: Date = Date::constant(2025, 3, 10);

/// No question may cost more looks at a byte: the costliest below took 206,258, and this is about twice as many.
const MOST_STEPS: u64 = 400_000;

/// Odd questions that a test asks: some, or as many as `WHOSAID_QUESTIONS` says.
fn questions(some: usize) -> usize {
    std::env::var("WHOSAID_QUESTIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(some)
}

fn assert_prints_as_itself(typed: &str) -> Query {
    let (query, _, steps) = counted(typed, TODAY);
    assert!(steps <= MOST_STEPS, "typed {typed:?}: {steps} steps");
    let printed = query.to_string();
    let (again, notices) = parse(&printed, Date::constant(1999, 12, 31));
    assert_eq!(again, query, "typed {typed:?}, printed {printed:?}, printed again {again}");
    assert!(notices.is_empty(), "typed {typed:?}, printed {printed:?}, noticed {notices:?}");
    assert!(printed.len() <= MAX_BYTES && query.root.depth() <= MAX_DEPTH, "typed {typed:?}");
    query
}

#[test]
fn every_case_is_understood_as_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/query/cases.tsv");
    let cases = include_str!("cases.tsv");
    let mut renewed = String::new();
    for line in cases.lines() {
        if line.is_empty() || line.starts_with("##") {
            renewed += line;
        } else {
            let typed = line.split('\t').next().unwrap_or_default();
            let (query, notices) = parse(typed, TODAY);
            renewed += &format!("{typed}\t{query}\t{}", notices.join(" | "));
            assert_prints_as_itself(typed);
        }
        renewed.push('\n');
    }
    if std::env::var_os("WHOSAID_RENEW").is_some() {
        std::fs::write(path, renewed).expect("the cases can be written");
        return;
    }
    for (written, understood) in cases.lines().zip(renewed.lines()) {
        assert_eq!(understood, written, "WHOSAID_RENEW=1 writes the cases anew");
    }
}

/// A small generator of random numbers (Knuth's), so that every run tests the same.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.throw(of.len())]
    }
}

#[rustfmt::skip]
const PARTS: &[&str] = &[
    "volt", "typhoon", "Mao", "what?", "wom?n", "fabric*", "*ication", "a*", "*", "*:*", "?", "AND", "OR", "NOT", "and",
    "&&", "||", "!", "+", "-", "--", "NEAR/5", "w/3", "NEAR/x", "NEAR/999", "(", ")", "((", "))", "()", "\"", "“", "”", "«",
    "»", "„", "\"\"", "~", "~1", "~2", "~9", "^", "^2", "^0.5", "^1", "^999", "speaker:", "Speaker:", "said-by:", "stance:",
    "kind:", "published:", "after:", "before:", "text:", "title:", "speeker:", "speeker:(", "-k p AND", "(-a b OR", "said:", "date: 7d,", "x:", "url:", "https://x.org/a?b=1",
    "http://x/*", "a@b.org", "mailto:a@b.c", "12:30", "deny", "direct", "2024", "2024-03", "2024-03-05..2024-01", "7d",
    ">=2024", "<", "[2024 TO 2025]", "{2024 TO 2024}", "[* TO *]", "[", "]", "{", "}", "\\", "\\\\", "\\(", "\\AND", "\\*",
    "\\?", "\\:", "\\\"", "'", "’s", "O'Neill", "U.S.", "state-sponsored", "–", "…", "$5", "C++", "東京", "é", "\u{200b}",
    "\t", "🔥", "a:(^", ":", "::", "<=", "=", "TO", "/", "bank/credit", "volt/typhoon/Mao^2", "-bank/credit", "\"two words\"", "(a OR b)", "NOT NOT", "* -x", "\"a b\"~3",
    "word~1^2", "field:*", ",", ".", ";", "\u{0}", "|", "&",
];

const SIGNS: &[char] = &['(', ')', '"', '-', '+', ':', '*', '?', '~', '^', '\\', ' ', '2', 'a', '“', '!'];

#[test]
fn any_question_prints_as_text_that_parses_to_itself() {
    let mut dice = Dice(7);
    for _ in 0..questions(25_000) {
        let mut typed = String::new();
        for _ in 0..=dice.throw(9) {
            typed += dice.pick(PARTS);
            typed += dice.pick(&["", " ", " "]);
        }
        assert_prints_as_itself(&typed);
    }
}

#[test]
fn mutated_questions_print_as_text_that_parses_to_itself() {
    let cases: Vec<&str> = include_str!("cases.tsv").lines().filter_map(|line| line.split('\t').next()).collect();
    let mut dice = Dice(11);
    for _ in 0..questions(25_000) {
        let mut typed: Vec<char> = dice.pick(&cases).chars().collect();
        for _ in 0..=dice.throw(4) {
            let at = dice.throw(typed.len() + 1);
            match dice.throw(3) {
                0 if at < typed.len() => drop(typed.remove(at)),
                1 => typed.insert(at, SIGNS[dice.throw(SIGNS.len())]),
                _ => {
                    typed.insert(at, ' ');
                    typed.splice(at..at, dice.pick(PARTS).chars());
                }
            }
        }
        assert_prints_as_itself(&typed.into_iter().collect::<String>());
    }
}

#[test]
fn long_and_deep_questions_print_as_text_that_parses_to_itself() {
    let mut dice = Dice(17);
    for _ in 0..200 {
        let mut typed = String::new();
        for _ in 0..=dice.throw(4) {
            let some: String = (0..=dice.throw(5)).map(|_| dice.pick(PARTS).to_owned() + dice.pick(&["", " "])).collect();
            typed += &some.repeat(1 + dice.throw(200));
        }
        assert_prints_as_itself(&typed);
    }
}

#[test]
fn any_characters_print_as_text_that_parses_to_itself() {
    let mut dice = Dice(19);
    for _ in 0..questions(20_000) {
        let letter = |dice: &mut Dice| match dice.throw(4) {
            0 => SIGNS[dice.throw(SIGNS.len())],
            1 => char::from_u32(dice.throw(0x3_0000) as u32).unwrap_or('x'),
            2 => char::from_u32(dice.throw(0x250) as u32).unwrap_or('x'),
            _ => char::from_u32(dice.throw(0x80) as u32).unwrap_or('x'),
        };
        let typed: String = (0..=dice.throw(24)).map(|_| letter(&mut dice)).collect();
        assert_prints_as_itself(&typed);
    }
}

#[test]
fn plain_words_print_as_text_that_parses_to_themselves() {
    let mut dice = Dice(13);
    for _ in 0..10_000 {
        let typed: String = (0..=dice.throw(9)).map(|_| dice.pick(PARTS).to_owned() + dice.pick(&["", " "])).collect();
        let query = plain(&typed);
        assert_eq!(parse(&query.to_string(), TODAY), (query, Vec::new()), "typed {typed:?}");
    }
}

#[test]
fn many_plain_words_print_as_text_that_parses_to_themselves() {
    for part in ["word ", "a(b(c ", "\\", "a", "a* ", "speaker:b ", "東 "] {
        let query = plain(&part.repeat(10_000));
        assert!(query.to_string().len() <= MAX_BYTES);
        assert_eq!(parse(&query.to_string(), TODAY), (query, Vec::new()), "{part:?}");
    }
}

#[test]
fn plain_words_have_no_syntax() {
    assert_eq!(plain("-volt AND (typhoon)* speaker:Mao, \"U.S.\"").to_string(), "volt \\AND typhoon speaker\\:Mao U.S");
    assert_eq!(plain(" … ").to_string(), "*");
}

#[rustfmt::skip]
const REPEATED: &[&str] = &[
    "(", ")", "NOT ", "-", "+", "!", "- ", "(a AND ", "(a OR (b ", "(-", "\"", "“", "\"a\" ", "a ", "a", "AND ", "a AND ",
    "a OR -b ", "speaker:(", "speaker:", "published:[", "published:([ ", "published:7d ", "a NEAR/5 ", "a w/5 ", "\\", "^",
    "a^2", "~1", "*", "?", "*a", ":", "a:(^", "(a b AND ", "NOT (a AND (b OR ", " ", "東", "speeker:(", "speeker:(-k p AND ", "-k p AND speeker:(a OR ", "(a NEAR/5 b)^2 ",
    "(a NEAR/5 b NEAR/5 c OR NOT (",
];

#[test]
fn two_megabytes_of_anything_are_a_question() {
    for part in REPEATED {
        let typed = part.repeat((2 << 20) / part.len());
        let started = Instant::now();
        let (query, notices) = parse(&typed, TODAY);
        let taken = started.elapsed();
        assert!(notices.len() <= 6, "{part}");
        assert_prints_as_itself(&typed);
        // Unoptimised on a busy machine; what is quadratic or worse takes minutes.
        assert!(taken < Duration::from_secs(2), "{part:?} took {taken:?}");
        drop(query);
    }
}

#[test]
fn rows_of_signs_are_read_in_few_steps() {
    for sign in ["+", "!", "+!", "-+", "!-", "--", "+-!", "^", "~", "*", "?", "\\", ":", "(+", "+(", "a+", "-a:", "+a:("] {
        for word in ["a", "a:b", "(a", "\"a", "*", "[2024", "AND a", ""] {
            assert_prints_as_itself(&(sign.repeat(MAX_BYTES / sign.len() - 8) + word));
        }
    }
}

#[test]
fn limits_are_told() {
    let notices = |typed: &str| parse(typed, TODAY).1.join(" | ");
    assert!(notices(&"word ".repeat(1000)).starts_with("longer than 4096 bytes: cut after 'word'"));
    assert!(notices(&("(a ".repeat(70) + &")".repeat(70))).contains("brackets deeper than 64: flattened"));
    assert!(notices(&"a ".repeat(1100)).contains("more than 1024 words: the others are ignored"));
    assert!(notices(&format!("\"{}\"", "a ".repeat(70))).contains("a phrase of more than 64 words"));
    assert!(
        notices(&("speaker:(".to_owned() + &"word ".repeat(700) + ")")).starts_with("longer than 4096 bytes: cut after 'word'")
    );
}

#[test]
fn at_most_five_notices_are_spelled_out() {
    let (_, notices) = parse("aa:b bb:b cc:b dd:b ee:b ff:b gg:b", TODAY);
    assert_eq!(notices.len(), 6);
    assert_eq!(notices[5], "and 2 more");
}
