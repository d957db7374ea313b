//! What do the words beside a person's name tell of who bears it: "Mr", "President", "his wife", "said he"?

use super::gazetteer::Facts;
use super::gender::{Gender, by_title};
use super::marks::Mark;
use super::tokens::{Shape, Token};
use crate::model::document::EntityKind;
use crate::model::span::Span;

/// What stands beside a mention of a person.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// A man or a woman, by "Mr" or "Mrs" before the name.
    pub addressed: Option<Gender>,
    /// Told of as somebody's wife, son or father, and which of both.
    pub kin: Option<Gender>,
    /// "President", "Senator" stands before the name.
    pub office: bool,
    /// Any title does.
    pub titled: bool,
    /// "said he", "said she" behind the name.
    pub pronoun: Option<Gender>,
    /// "said its": a body's.
    pub itself: bool,
    /// A verb or a clause follows whose subject the name is.
    pub speaks: bool,
    /// "said" stands right before or behind the name.
    pub said: bool,
    /// In a line that no stop ends.
    pub heading: bool,
    /// How many lines come before.
    pub paragraph: usize,
}

const MEN: &[&str] = &[
    "husband",
    "son",
    "father",
    "brother",
    "grandson",
    "grandfather",
    "nephew",
    "uncle",
    "stepson",
    "stepfather",
    "widower",
    "dad",
];
const WOMEN: &[&str] = &[
    "wife",
    "daughter",
    "mother",
    "sister",
    "granddaughter",
    "grandmother",
    "niece",
    "aunt",
    "stepdaughter",
    "stepmother",
    "widow",
    "mum",
    "mom",
    "ex-wife",
];

/// Titles that tell whether a man or a woman bears them, and nothing else.
const ADDRESSES: &[&str] = &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Sir", "Dame", "Lady", "Lord"];

/// Titles that are no office.
const LEARNED: &[&str] = &["Dr", "Dr.", "Prof", "Prof.", "Professor", "Rev", "Rev.", "Reverend"];

/// Verbs behind whom a pronoun most often stands for who speaks.
const SAID: &[&str] = &["said", "says", "added", "insisted", "admitted", "insists", "adds", "admits"];

/// Reads what stands beside each mark of a person; of the others no more than where they stand.
pub(super) fn beside(text: &str, tokens: &[Token], marks: &[Mark]) -> Vec<Told> {
    let (mut line, mut paragraph) = (Span::new(0, 0), 0);
    let read = |mark: &Mark| {
        while line.end <= mark.span.start && line.end < text.len() {
            let end = text[line.end..].find('\n').map_or(text.len(), |at| line.end + at + 1);
            paragraph += usize::from(line.end > 0 && !line.of(text).trim().is_empty());
            line = Span::new(line.end, end);
        }
        let heading = !line.of(text).trim_end().ends_with(['.', '!', '?', '”', '"', '’', '\'']);
        let told = if mark.kind == EntityKind::Person { of(tokens, mark) } else { Told::default() };
        Told { heading, paragraph, ..told }
    };
    marks.iter().map(read).collect()
}

fn of(tokens: &[Token], mark: &Mark) -> Told {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let before = mark.first.checked_sub(1).map(|at| &tokens[at]);
    let title = before.filter(|before| before.facts.any(Facts::TITLE) && before.is_capital() && !before.possessive);
    let addressed = title.filter(|title| ADDRESSES.contains(&title.text)).and_then(|title| by_title(title.facts));
    let office = title.is_some_and(|title| addressed.is_none() && !LEARNED.contains(&title.text));
    let end = mark.end;
    let closes = end + usize::from(word(end) == ",");
    let is_past = |at: usize| {
        tokens.get(at).is_some_and(|next| {
            next.shape == Shape::Lower
                && (next.text.ends_with("ed")
                    || SAID.contains(&next.text)
                    || matches!(next.text, "told" | "was" | "had" | "is" | "has"))
        })
    };
    let behind = if SAID.contains(&word(end)) { word(end + 1) } else { "" };
    let pronoun = match behind {
        "he" => Some(Gender::Male),
        "she" => Some(Gender::Female),
        _ => None,
    };
    let itself = behind == "its" || behind == "it" || word(end) == "and" && word(end + 1) == "its";
    Told {
        addressed,
        kin: kin_before(tokens, mark.first).or_else(|| kin_behind(tokens, end)),
        office,
        titled: title.is_some(),
        pronoun,
        itself,
        speaks: is_past(closes),
        said: [end, end.wrapping_add(1)].iter().any(|at| SAID.contains(&word(*at)) || word(*at) == "told")
            || mark.first.checked_sub(2).is_some_and(|at| SAID.contains(&word(at)) || SAID.contains(&word(at + 1))),
        ..Told::default()
    }
}

fn relation(word: &str) -> Option<Gender> {
    match () {
        () if MEN.contains(&word) => Some(Gender::Male),
        () if WOMEN.contains(&word) => Some(Gender::Female),
        () => None,
    }
}

/// "his wife, Ann Holt", "her late husband Peter Holt".
fn kin_before(tokens: &[Token], first: usize) -> Option<Gender> {
    const BEFORE: usize = 4;
    let mut before = tokens[first.saturating_sub(BEFORE)..first].iter().rev().peekable();
    before.next_if(|token| token.text == ",");
    // "his father, former President Peter Holt".
    while before.next_if(|token| token.facts.any(Facts::TITLE) || token.text == "former").is_some() {}
    before.next_if(|token| token.text == ",");
    let gender = relation(before.next()?.text)?;
    before.any(|token| matches!(token.text, "his" | "her" | "His" | "Her" | "their" | "Their")).then_some(gender)
}

/// "Ann Holt, his wife,".
fn kin_behind(tokens: &[Token], end: usize) -> Option<Gender> {
    let [comma, whose, relative, ..] = tokens.get(end..)? else { return None };
    let owned = comma.text == "," && matches!(whose.text, "his" | "her" | "their");
    relation(relative.text).filter(|_| owned)
}

/// Takes in what tells a father from a son in words: "William Pitt the Younger".
pub(super) fn with_epithets(text: &str, tokens: &[Token], marks: &mut Vec<Mark>) {
    let mut taken: Vec<usize> = Vec::new();
    for mark in marks.iter_mut().filter(|mark| mark.kind == EntityKind::Person) {
        let [article, epithet, ..] = tokens.get(mark.end..).unwrap_or_default() else { continue };
        let last = &tokens[mark.end - 1];
        let is_epithet = matches!(epithet.text, "Elder" | "Younger" | "elder" | "younger");
        let goes_on = tokens.get(mark.end + 2).is_some_and(|next| next.is_capital() && !next.opens);
        if article.text == "the" && is_epithet && !goes_on && !last.possessive && mark.called.is_none() {
            taken.push(mark.end + 1);
            let Mark { kind, strength, title, .. } = *mark;
            *mark = Mark { title, ..Mark::of(text, tokens, mark.first..mark.end + 2, kind, strength) };
        }
    }
    if !taken.is_empty() {
        marks.retain(|mark| taken.binary_search(&mark.first).is_err());
    }
}
