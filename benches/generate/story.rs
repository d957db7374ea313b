//! What does one made article say?

use crate::dice::Dice;
use crate::words::{adjective, capital, first_name, noun, outlet, place, surname, verb};

/// An article.
pub(crate) struct Story {
    pub(crate) number: u64,
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) published: String,
    pub(crate) author: String,
    pub(crate) url: String,
    pub(crate) text: String,
}

impl Story {
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        let mut writer = Writer::new(Dice::new(seed, number));
        // Paragraphs: news is mostly short, with a tail of long reads; about 400 words on average.
        let paragraphs = 4 + writer.dice.roll(7) + writer.dice.rank(24);
        let title = capital(&writer.filled(Choice(HEADLINES)));
        let text: Vec<String> = (0..paragraphs).map(|at| writer.paragraph(at)).collect();
        let dice = &mut writer.dice;
        let source = outlet(dice);
        let (year, month, day) = (2015 + dice.roll(10), 1 + dice.roll(12), 1 + dice.roll(28));
        let (hour, minute) = (dice.roll(24), dice.roll(60));
        Story {
            number,
            title,
            published: format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
            author: format!("{} {}", first_name(dice), surname(dice)),
            url: format!("https://{}.example/{year}/{month:02}/{number}", source.to_lowercase().replace(' ', "-")),
            source,
            text: text.join("\n\n"),
        }
    }
}

/// A list of sentences to choose from.
#[derive(Clone, Copy)]
struct Choice(&'static [&'static str]);

/// Someone or something that an article names: in full first, in short then.
struct Name {
    full: String,
    short: String,
    met: bool,
}

impl Name {
    fn said(&mut self) -> String {
        if std::mem::replace(&mut self.met, true) { self.short.clone() } else { self.full.clone() }
    }
}

struct Writer {
    dice: Dice,
    people: Vec<Name>,
    organizations: Vec<Name>,
    places: Vec<String>,
    /// What the article is about: its own words come again.
    nouns: Vec<String>,
}

impl Writer {
    fn new(mut dice: Dice) -> Self {
        let people = (0..3 + dice.roll(4)).map(|_| person(&mut dice)).collect();
        let organizations = (0..2 + dice.roll(3)).map(|_| organization(&mut dice)).collect();
        let places = (0..2 + dice.roll(3)).map(|_| place(&mut dice)).collect();
        let nouns = (0..12).map(|_| noun(&mut dice)).collect();
        Writer { dice, people, organizations, places, nouns }
    }

    fn paragraph(&mut self, at: usize) -> String {
        let sentences = 1 + self.dice.roll(3);
        let mut said: Vec<String> = Vec::new();
        for number in 0..sentences {
            let reports = self.dice.roll(100) < 22 && (at > 0 || number > 0);
            said.push(self.filled(Choice(if reports { REPORTS } else { TELLINGS })));
        }
        said.iter().map(|sentence| capital(sentence)).collect::<Vec<_>>().join(" ")
    }

    /// Fills the slots of a sentence: `{n}` a noun, `{c}` a clause, and so on.
    fn filled(&mut self, choice: Choice) -> String {
        let pattern = self.dice.one(choice.0);
        let mut said = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            said.push_str(before);
            let word = self.slot(slot);
            said.push_str(&word);
            rest = after;
        }
        said + rest
    }

    fn slot(&mut self, slot: &str) -> String {
        match slot {
            "n" => self.noun(),
            "ns" => plural(&self.noun()),
            "a" => adjective(&mut self.dice),
            "v" => verb(&mut self.dice) + "ed",
            "g" => verb(&mut self.dice) + "ing",
            "p" => {
                let at = self.dice.rank(self.people.len());
                self.people[at].said()
            }
            "o" => {
                let at = self.dice.rank(self.organizations.len());
                self.organizations[at].said()
            }
            "l" => self.places[self.dice.rank(self.places.len())].clone(),
            "d" => self.dice.one(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]).to_owned(),
            "#" => match self.dice.roll(4) {
                0 => format!("{}.{}", self.dice.roll(90), self.dice.roll(10)),
                1 => format!("{},{:03}", 1 + self.dice.roll(900), self.dice.roll(1000)),
                _ => (2 + self.dice.roll(98)).to_string(),
            },
            "c" => self.filled(Choice(CLAUSES)),
            "C" => capital(&self.filled(Choice(CLAUSES))),
            _ => String::new(),
        }
    }

    fn noun(&mut self) -> String {
        match self.dice.roll(5) {
            0 | 1 => self.nouns[self.dice.rank(self.nouns.len())].clone(),
            _ => noun(&mut self.dice),
        }
    }
}

fn person(dice: &mut Dice) -> Name {
    let (first, last) = (first_name(dice), surname(dice));
    let role = match dice.roll(4) {
        0 => format!("{} ", capital(dice.one(ROLES))),
        1 => format!("the {}'s {} ", dice.one(&["city", "company", "ministry", "union", "court"]), dice.one(ROLES)),
        _ => String::new(),
    };
    Name { full: format!("{role}{first} {last}"), short: last, met: false }
}

fn organization(dice: &mut Dice) -> Name {
    let (about, at, name) = (capital(&noun(dice)), place(dice), surname(dice));
    match dice.roll(5) {
        0 => Name { full: format!("the Ministry of {about}"), short: "the ministry".to_owned(), met: false },
        1 => {
            let letters = ["National", &about, "Agency"].iter().filter_map(|word| word.chars().next()).collect::<String>();
            Name { full: format!("the National {about} Agency ({letters})"), short: format!("the {letters}"), met: false }
        }
        2 => Name { full: format!("the University of {at}"), short: "the university".to_owned(), met: false },
        3 => Name { full: format!("{name} Group"), short: name, met: false },
        _ => Name { full: format!("{at} {about} Council"), short: "the council".to_owned(), met: false },
    }
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'h']) => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

const ROLES: &[&str] = &["minister", "spokeswoman", "spokesman", "director", "president", "mayor", "analyst", "professor"];

const HEADLINES: &[&str] = &[
    "{l} {n} {v} after {a} {n}",
    "{o} {v} {a} {ns}",
    "{p} denies {a} {n} claims",
    "{ns} {v} as {n} {n} grows",
    "{p}: '{c}'",
    "{a} {n} in {l} leaves {#} {ns} without {n}",
    "Why {ns} in {l} {v} the {n}",
];

const CLAUSES: &[&str] = &[
    "the {a} {n} {v} the {n}",
    "the {n} would be {v} by the {n} of {l}",
    "{ns} in {l} have {v} the {a} {n}",
    "there was no {n} of the {n}",
    "the {n} has {v} {#} {ns} since last year",
    "we will not be {v} by {a} {ns}",
    "the {n} and the {n} are {a}",
    "it is {g} {ns} from {l}",
    "{o} had {v} the {n} before",
    "no {n} was {v}",
    "the {n} could cost {#} million dollars",
    "the claims about the {n} are groundless",
    "I have never {v} the {n}",
    "{ns} must be {v} before the {n} ends",
    "the {n} of the {n} depends on {a} {ns}",
    "they were {g} the {n} with {o}",
];

const TELLINGS: &[&str] = &[
    "The {a} {n} {v} the {n} in {l} on {d}, after {ns} had {v} the {n} of the {a} {n}.",
    "{o} {v} {#} {ns} in {l}, where the {n} has been {a} since {d}.",
    "{p} {v} the {n} of {o} last year and {v} the {a} {ns}.",
    "About {#} per cent of the {ns} were {v}, up from {#} per cent a year before.",
    "In {l}, the {n} was {v} by {ns} who had {v} the {n} for {#} years.",
    "The {n}, which {v} {#} {ns} in {l}, is one of the most {a} {ns} in the region.",
    "It was the {a} {n} that {v} the {n}, and not the {n} of {p}.",
    "{ns} from {l} {v} the {n} while {o} {v} its {a} {n}.",
    "For the {n}, that is an {a} {n}: {ns} are {v}, and the {n} is {g}.",
    "The {n} between {l} and {l} has {v} {a} {ns}, {ns} and {ns}.",
    "At least {#} {ns} were {v} when the {n} {v} near {l} on {d}.",
    "{o} was {v} in {l} to {a} {ns}, but its {n} {v} the {n} of a {a} {n}.",
    "That {n} is now {g} the {n}, with {#} {ns} still to be {v}.",
    "Since then, {ns} have {v} {ns} in {l} at a {n} of {#} a day.",
];

const REPORTS: &[&str] = &[
    "“{C},” {p} said on {d}.",
    "{p} said that {c}.",
    "{p} told reporters in {l} that {c}.",
    "“{C}, and {c},” said {p}, who {v} the {n}. “{C}.”",
    "According to {o}, {c}.",
    "{o} denied that {c}.",
    "{p} denied the {n}, saying {c}.",
    "“{C},” a spokesman for {o} said in a statement.",
    "{p} warned that {c}, while {o} said {c}.",
    "\"{C},\" {p} told {o}. \"{C}.\"",
    "{o} confirmed on {d} that {c}.",
    "{p} called the {n} “{a} and {a}” and urged {o} to {n} the {n}.",
    "Asked whether {c}, {p} said: “{C}.”",
    "{p} was quoted by the {l} Courier as saying that {c}.",
    "The {n} added that {c}.",
    "She said {c}.",
    "“{C},” he added.",
];
