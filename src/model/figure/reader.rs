//! Which of the words of a text stand for one number, and which number is it?

use super::Figure;
use crate::model::normal::Word;
use crate::model::span::Span;

/// Numbers that are written as words, from zero.
const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// From twenty, by tens.
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// What follows a number and makes it larger, with how many noughts it has; folded.
const SCALES: &[(&str, i64)] = &[
    ("hundred", 2),
    ("thousand", 3),
    ("lakh", 5),
    ("million", 6),
    ("mln", 6),
    ("mn", 6),
    ("crore", 7),
    ("billion", 9),
    ("bln", 9),
    ("bn", 9),
    ("trillion", 12),
    ("trn", 12),
    ("tn", 12),
];
/// The same where they stand close behind digits, or where it is money; of anything else, "10m" may be metres.
const LETTERS: &[(&str, i64)] = &[("k", 3), ("m", 6), ("b", 9)];
/// Words for percent, beside "per cent".
const PERCENT: &[&str] = &["pc", "pct", "percent"];
/// Signs of currencies; "$" is any dollar.
const CURRENCIES: &[char] = &['$', '£', '€', '¥', '₹', '₽', '₩', '₺', '₴', '₪', '₫', '₦', '฿', '¢'];
/// Whose dollar, written before its sign.
const DOLLARS: &[&str] = &["A", "AU", "C", "CA", "HK", "NZ", "R", "S", "US"];
/// Currencies whose name stands beside the number; folded. Not those of several countries, nor "won".
const NAMED_CURRENCIES: &[(&str, &str)] = &[
    ("dlr", "$"),
    ("dlrs", "$"),
    ("dollar", "$"),
    ("dollars", "$"),
    ("eur", "€"),
    ("euro", "€"),
    ("euros", "€"),
    ("gbp", "£"),
    ("pound", "£"),
    ("pounds", "£"),
    ("rouble", "₽"),
    ("roubles", "₽"),
    ("rubles", "₽"),
    ("rupees", "₹"),
    ("usd", "US$"),
    ("yen", "¥"),
];

/// Reads the words of one number.
pub(super) struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    first: usize,
    /// The first word behind what was read.
    pub at: usize,
    pub span: Span,
    /// Digits and exponent.
    value: Option<Decimal>,
    other: Option<Decimal>,
    pub figure: Figure,
}

/// Digits, and how many noughts follow; below zero, how many of them stand behind the point.
#[derive(Clone, Debug)]
struct Decimal {
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn new(whole: &str, fraction: &str) -> Self {
        Decimal { digits: format!("{whole}{fraction}"), exponent: -(fraction.len() as i64) }
    }

    fn reading(&self) -> String {
        let digits = self.digits.trim_start_matches('0');
        let short = digits.trim_end_matches('0');
        if short.is_empty() {
            "0e0".to_owned()
        } else {
            format!("{short}e{}", self.exponent + (digits.len() - short.len()) as i64)
        }
    }
}

impl<'a> Reader<'a> {
    /// Reads digits, or a number in words, that begin with a word; `None` where it is none.
    pub(super) fn new(text: &'a str, words: &'a [Word], first: usize) -> Option<Self> {
        let figure = Figure {
            reading: String::new(),
            other: None,
            is_unsure: false,
            negative: false,
            percent: false,
            currency: None,
            suffix: String::new(),
            is_one: false,
            in_range: None,
        };
        let mut reader =
            Reader { text, words, first, at: first + 1, span: words[first].span, value: None, other: None, figure };
        if reader.dollars().is_none() && !reader.digits(first) {
            reader.spelled().or_else(|| reader.code())?;
        }
        Some(reader)
    }

    /// Reads what belongs to the number behind and before it.
    pub(super) fn read(mut self) -> Self {
        if self.value.is_some() {
            self.money_before();
            self.grouped();
            self.scaled();
            self.percent();
            self.money_behind();
        }
        let is_written_in_digits = self.span.of(self.text).bytes().any(|byte| byte.is_ascii_digit());
        if self.value.is_some() {
            self.sign(is_written_in_digits);
        }
        if let Some(value) = &self.value {
            self.figure.reading = value.reading();
            self.figure.other = self.other.as_ref().map(Decimal::reading).filter(|other| *other != self.figure.reading);
        }
        if self.figure.percent {
            self.figure.other = None;
        }
        self.figure.is_unsure &= self.figure.other.is_some();
        self
    }

    fn written(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.span.of(self.text))
    }

    fn form(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.form.as_str())
    }

    /// Gives what stands between what was read and the next word.
    fn gap(&self) -> &'a str {
        self.words.get(self.at).and_then(|next| self.text.get(self.span.end..next.span.start)).unwrap_or("\n")
    }

    /// Takes words up to before one.
    fn take(&mut self, behind: usize) {
        self.at = behind;
        self.span.end = self.words[behind - 1].span.end;
    }

    /// Reads "US$15".
    fn dollars(&mut self) -> Option<()> {
        let (of, next) = (self.written(self.first), self.words.get(self.first + 1)?);
        if !DOLLARS.contains(&of) || self.gap() != "$" || !next.span.of(self.text).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.digits(self.first + 1).then(|| self.figure.currency = Some(format!("{of}$")))
    }

    /// Reads a word of digits with what stands close behind them.
    fn digits(&mut self, at: usize) -> bool {
        let written = self.written(at);
        let tail_at = written.find(|c: char| !c.is_ascii_digit() && !MARKS.contains(&c)).unwrap_or(written.len());
        let (body, tail) = written.split_at(tail_at);
        let body = body.trim_end_matches(MARKS);
        if !body.starts_with(|c: char| c.is_ascii_digit()) || tail.chars().any(char::is_numeric) {
            return false;
        }
        let before = self.text[..self.words[at].span.start].chars().rev();
        let mut before = before.skip_while(|c| c.is_ascii_digit());
        let is_fraction =
            before.next() == Some('.') && before.next().is_none_or(|c| c.is_whitespace() || CURRENCIES.contains(&c));
        if is_fraction && body.bytes().all(|byte| byte.is_ascii_digit()) {
            self.value = Some(Decimal::new("", body));
            self.span.start = self.words[at].span.start - 1;
        } else if !self.value_of(body) {
            return false;
        }
        self.take(at + 1);
        self.tail(&tail.to_lowercase());
        self.time(body);
        true
    }

    /// Reads digits with their marks; where they are no one number, a date or a list, there is none.
    fn value_of(&mut self, body: &str) -> bool {
        let marks: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).map(|c| if c == '’' { '\'' } else { c }).collect();
        let groups: Vec<&str> = body.split(MARKS).collect();
        let (whole, last) = (groups.concat(), groups.last().copied().unwrap_or_default());
        let before = &groups[..groups.len() - 1];
        let same = |marks: &[char]| marks.windows(2).all(|two| two[0] == two[1]);
        self.value = match marks.as_slice() {
            [] => Some(Decimal::new(&whole, "")),
            ['.'] if is_grouped(&groups) => {
                self.other = Some(Decimal::new(&whole, ""));
                self.figure.is_unsure = true;
                Some(Decimal::new(groups[0], last))
            }
            [',' | '\''] if is_grouped(&groups) => Some(Decimal::new(&whole, "")),
            [',' | '.'] => Some(Decimal::new(groups[0], last)),
            marks if same(marks) && is_grouped(&groups) => Some(Decimal::new(&whole, "")),
            [rest @ .., mark @ (',' | '.')] if same(rest) && !rest.contains(mark) && is_grouped(before) => {
                Some(Decimal::new(&before.concat(), last))
            }
            _ => None,
        };
        self.value.is_some()
    }

    /// Reads letters close behind the digits.
    fn tail(&mut self, tail: &str) {
        if let Some(noughts) = noughts(SCALES, tail).or_else(|| noughts(LETTERS, tail)) {
            if may_be_a_unit(tail) {
                self.other = self.value.clone();
            } else {
                self.certain();
            }
            self.grow(noughts);
            self.figure.is_unsure = false;
        } else if PERCENT.contains(&tail) {
            self.figure.percent = true;
        } else {
            tail.clone_into(&mut self.figure.suffix);
        }
    }

    /// Nobody writes "1.500 million" for a thousand and a half of them.
    fn certain(&mut self) {
        self.other = None;
        self.figure.is_unsure = false;
    }

    fn grow(&mut self, noughts: i64) {
        if let Some(value) = &mut self.value {
            value.exponent += noughts;
        }
    }

    /// Reads "9:30" and "9.30pm", which are no fractions.
    fn time(&mut self, body: &str) {
        let is_two = |digits: &str| digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (mut hour, mut rest) = (body.to_owned(), String::new());
        if let Some((before, behind)) = body.split_once('.').filter(|(_, behind)| is_two(behind)) {
            let half = |of: &str| matches!(of, "am" | "pm");
            let is_time = half(&self.figure.suffix) || half(self.form(self.at)) && self.gap().trim().is_empty();
            if !is_time {
                return;
            }
            (hour, rest) = (before.to_owned(), format!(":{behind}"));
        }
        while self.figure.suffix.is_empty() && self.gap() == ":" && hour.len() <= 2 {
            let next = self.written(self.at);
            let (digits, tail) = next.split_at(next.find(|c: char| !c.is_ascii_digit()).unwrap_or(next.len()));
            if !is_two(digits) || !matches!(tail, "" | "am" | "pm") {
                break;
            }
            rest = format!("{rest}:{digits}");
            tail.clone_into(&mut self.figure.suffix);
            self.take(self.at + 1);
        }
        if !rest.is_empty() {
            self.certain();
            self.value = None;
            self.figure.reading = format!("{}{rest}", hour.trim_start_matches('0'));
        }
    }

    /// Reads "twenty-five".
    fn spelled(&mut self) -> Option<()> {
        let small = |form: &str| NUMBERS.iter().position(|word| *word == form);
        let form = self.form(self.first);
        let number = if let Some(ten) = TENS.iter().position(|word| *word == form) {
            let unit = small(self.form(self.at)).filter(|unit| (1..10).contains(unit) && matches!(self.gap(), "-" | " "));
            self.take(self.at + usize::from(unit.is_some()));
            (ten + 2) * 10 + unit.unwrap_or_default()
        } else {
            small(form)?
        };
        self.value = Some(Decimal::new(&number.to_string(), ""));
        self.figure.is_one = form == "one";
        Some(())
    }

    /// Takes a word with digits in it for what it is: "A380".
    fn code(&mut self) -> Option<()> {
        self.form(self.first).bytes().any(|byte| byte.is_ascii_digit()).then_some(())?;
        self.figure.reading = format!("={}", self.written(self.first).to_lowercase().replace(',', ""));
        Some(())
    }

    /// Reads "1 000 000"; two groups alone where blanks cannot be between two numbers, or where it is money.
    fn grouped(&mut self) {
        let is_plain =
            |word: &str, least: usize| (least..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        let first = self.written(self.at - 1);
        if !is_plain(first, 1) || first.starts_with('0') {
            return;
        }
        let (mut digits, mut end, mut behind, mut is_fixed) = (first.to_owned(), self.span.end, self.at, true);
        while let Some(next) = self.words.get(behind) {
            let gap = self.text.get(end..next.span.start).unwrap_or_default();
            if !matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}") || !is_plain(next.span.of(self.text), 3) {
                break;
            }
            is_fixed &= gap != " ";
            digits.push_str(next.span.of(self.text));
            (end, behind) = (next.span.end, behind + 1);
        }
        let groups = behind - self.at;
        if groups > 1 || groups == 1 && (is_fixed || self.figure.currency.is_some()) {
            self.value = Some(Decimal::new(&digits, ""));
            self.take(behind);
        }
    }

    /// Reads "million" behind the number.
    fn scaled(&mut self) {
        while self.figure.suffix.is_empty() && matches!(self.gap(), " " | "-" | "\u{a0}" | "\u{202f}") {
            let form = self.form(self.at);
            let letters = LETTERS.iter().filter(|_| self.figure.currency.is_some() && self.gap() != "-");
            let Some((_, noughts)) = SCALES.iter().chain(letters).find(|(word, _)| *word == form) else { return };
            self.certain();
            self.figure.is_one = false;
            self.grow(*noughts);
            self.take(self.at + 1);
        }
    }

    /// Reads "%" or "per cent" behind the number.
    fn percent(&mut self) {
        let rest = &self.text[self.span.end..];
        let close = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(rest);
        if close.starts_with('%') {
            self.figure.percent = true;
            self.span.end += rest.len() - close.len() + 1;
        } else if matches!(self.gap(), " " | "-" | "\u{a0}") {
            let next = self.words.get(self.at + 1);
            let is_two = self.form(self.at) == "per" && next.is_some_and(|next| next.form == "cent");
            if is_two || PERCENT.contains(&self.form(self.at)) {
                self.figure.percent = true;
                self.take(self.at + 1 + usize::from(is_two));
            }
        }
        self.figure.is_one &= !self.figure.percent;
    }

    fn money_before(&mut self) {
        let before = &self.text[..self.span.start];
        let near = before.strip_suffix(['-', '−', '–']).unwrap_or(before);
        let near = near.strip_suffix(' ').filter(|_| near.len() == before.len()).unwrap_or(near);
        if let Some(sign) = near.chars().next_back().filter(|c| CURRENCIES.contains(c)) {
            self.figure.negative = near.len() < before.trim_end_matches(' ').len();
            self.span.start = near.len() - sign.len_utf8();
            self.figure.currency.get_or_insert(sign.to_string());
        } else if let Some(word) = self.first.checked_sub(1).map(|at| &self.words[at]) {
            let code = word.span.of(self.text);
            let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            if is_code && self.text.get(word.span.end..self.span.start) == Some(" ") {
                self.name_currency(&word.form);
            }
        }
    }

    fn money_behind(&mut self) {
        let rest = &self.text[self.span.end..];
        let close = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(rest);
        let mut marks = close.chars();
        if let Some(sign) = marks.next().filter(|c| CURRENCIES.contains(c))
            && !marks.next().is_some_and(|c| c.is_ascii_digit())
        {
            self.figure.currency.get_or_insert(sign.to_string());
            self.span.end += rest.len() - close.len() + sign.len_utf8();
        } else if matches!(self.gap(), " " | "-" | "\u{a0}") {
            self.name_currency(self.form(self.at));
        }
        if self.figure.currency.is_some() && self.other.is_some() && !self.figure.is_unsure {
            self.other = None;
        }
    }

    fn name_currency(&mut self, form: &str) {
        let named = NAMED_CURRENCIES.iter().find(|(name, _)| *name == form);
        if let Some((_, sign)) = named.filter(|_| self.figure.currency.is_none()) {
            self.figure.currency = Some((*sign).to_owned());
        }
    }

    /// Reads a sign before the number: no hyphen of a range ("1990-91") or a name ("covid-19").
    fn sign(&mut self, is_written_in_digits: bool) {
        let before = &self.text[..self.span.start];
        let mut marks = before.chars().rev();
        let mark = marks.next();
        if is_written_in_digits && mark.is_some_and(|mark| matches!(mark, '-' | '−' | '–' | '+')) {
            let around = marks.next();
            let is_free = around.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '\''));
            let is_range = around == Some(' ') && marks.next().is_some_and(|c| c.is_ascii_digit());
            if is_free && !is_range {
                self.figure.negative |= mark != Some('+');
                self.span.start -= mark.map_or(0, char::len_utf8);
            }
        } else if let Some(word) = self.first.checked_sub(1).map(|at| &self.words[at]) {
            self.figure.negative |= word.form == "minus" && self.text.get(word.span.end..self.span.start) == Some(" ");
        }
    }
}

/// Marks within digits.
const MARKS: [char; 4] = ['.', ',', '\'', '’'];

/// Tells whether digits stand in threes, as thousands do; in India before the last three, in twos.
fn is_grouped(groups: &[&str]) -> bool {
    let Some(((first, rest), last)) = groups.split_first().zip(groups.last()) else { return false };
    let threes = rest.iter().all(|group| group.len() == 3) && first.len() <= 3;
    let twos = || rest.len() > 1 && rest[..rest.len() - 1].iter().all(|group| group.len() == 2) && first.len() <= 2;
    !first.starts_with('0') && (threes || last.len() == 3 && twos())
}

fn noughts(of: &[(&str, i64)], word: &str) -> Option<i64> {
    of.iter().find(|(scale, _)| *scale == word).map(|(_, noughts)| *noughts)
}

/// Tells whether letters behind digits may stand for noughts or for a unit: "10m" is ten million, or ten metres.
fn may_be_a_unit(letters: &str) -> bool {
    noughts(LETTERS, letters).is_some()
}

/// Gives the unit of a written number with what stands before it: "%", " per cent", " million", "m".
pub(super) fn unit_of(number: &str) -> Option<&str> {
    let digits = number.rfind(|c: char| c.is_ascii_digit()).map(|last| last + 1);
    let behind = &number[digits.or_else(|| number.find(' '))?..];
    let word = behind.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']);
    let first = word.split([' ', '-', '\u{a0}']).next().unwrap_or_default().to_lowercase();
    let is_unit = word.starts_with('%') || first == "per" || PERCENT.contains(&first.as_str());
    (is_unit || noughts(SCALES, &first).or_else(|| noughts(LETTERS, &first)).is_some()).then_some(behind)
}
