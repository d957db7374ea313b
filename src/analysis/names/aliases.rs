//! Which long and short forms does the text itself give, as in "Federal Reserve (Fed)", or "Ann B. Holt" and "Ann Holt" of one?

use super::gazetteer::{self, Facts};
use super::marks::{Mark, Strength};
use super::tokens::{Shape, Token};
use crate::model::document::{Alias, Entity, EntityKind};
use crate::model::normal::name_key;
use crate::model::span::Span;
use foldhash::HashSet;

/// A declared alias and the marks of its two forms.
pub(super) struct Declared {
    pub alias: Alias,
    pub long: Span,
    pub short: Span,
}

/// The longest short form, in bytes.
const LONGEST_SHORT: usize = 12;

/// Finds what is declared in brackets, and gives the kind of the one form to the other.
pub(super) fn declared(text: &str, tokens: &[Token], marks: &mut [Mark]) -> Vec<Declared> {
    let mut found = Vec::new();
    for (place, mark) in marks.iter().enumerate() {
        if !is_bracketed(tokens, mark) {
            continue;
        }
        let before = place.checked_sub(1).map(|before| &marks[before]).filter(|before| before.end + 1 == mark.first);
        found.extend(before.and_then(|before| pair(text, tokens, before, mark)));
    }
    for declared in &found {
        set_kind(marks, declared);
    }
    found
}

/// Gives the short forms in brackets that stand for no name ("advanced threat (AT)").
pub(super) fn common<'t>(tokens: &[Token<'t>], marks: &[Mark]) -> HashSet<&'t str> {
    let stands_alone = |place: usize| place == 0 || marks[place - 1].end + 1 != marks[place].first;
    let is_short =
        |mark: &Mark| mark.end == mark.first + 1 && tokens[mark.first].shape == Shape::Caps && mark.strength < Strength::List;
    let bracketed = marks.iter().enumerate().filter(|(place, mark)| is_bracketed(tokens, mark) && stands_alone(*place));
    bracketed.filter(|(_, mark)| is_short(mark)).map(|(_, mark)| tokens[mark.first].text).collect()
}

/// Gives the shorter whole names that the text writes of a person: first name and surname, without a name or an initial between.
///
/// A surname alone is none: it stands for others in other articles.
pub(super) fn shorter(text: &str, entities: &[Entity]) -> Vec<Alias> {
    let mut found: Vec<Alias> = Vec::new();
    for entity in entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
        let full = name_key(&entity.name);
        let full: Vec<&str> = full.split(' ').collect();
        // Of two words there is no shorter whole name.
        if full.len() < 3 {
            continue;
        }
        let mut told: HashSet<String> = HashSet::default();
        for mention in &entity.mentions {
            let written = mention.of(text);
            let key = name_key(written);
            if is_within(&key, &full) && told.insert(key) {
                let (name, alias) = (entity.name.clone(), written.to_owned());
                found.push(Alias { name, alias, kind: entity.kind, span: *mention });
            }
        }
    }
    found
}

/// Tells whether a name has the ends of a longer one, and between them some of its words in order.
fn is_within(short: &str, full: &[&str]) -> bool {
    let short: Vec<&str> = short.split(' ').collect();
    let mut rest = full.iter();
    short.len() > 1
        && short.len() < full.len()
        && (short.first(), short.last()) == (full.first(), full.last())
        && short.iter().all(|word| rest.any(|other| other == word))
}

fn is_bracketed(tokens: &[Token], mark: &Mark) -> bool {
    let opens = mark.first.checked_sub(1).is_some_and(|before| tokens[before].text == "(");
    opens && tokens.get(mark.end).is_some_and(|after| matches!(after.text, ")" | "," | ";"))
}

fn pair(text: &str, tokens: &[Token], outer: &Mark, inner: &Mark) -> Option<Declared> {
    let is_short = |mark: &Mark| mark.end == mark.first + 1 && mark.span.len() <= LONGEST_SHORT;
    let (long, short) = if is_short(inner) { (outer, inner) } else { (inner, outer) };
    if !is_short(short) || long.end - long.first < 2 || long.kind == EntityKind::Person && long.strength > Strength::Guess {
        return None;
    }
    let words = &tokens[long.first..long.end];
    // "Vale Chartered Asia Ltd (Asia)": the continent stays what it is.
    let is_place = tokens[short.first].facts.is_place() && tokens[short.first].shape != Shape::Caps;
    if is_place || !stands_for(short.span.of(text), words) {
        return None;
    }
    let kind = if long.strength >= Strength::List { long.kind } else { EntityKind::Other };
    let kind = if short.strength >= Strength::List { short.kind } else { kind };
    let span = Span::new(outer.span.start, tokens.get(inner.end).map_or(inner.span.end, |after| after.span.end));
    let alias = Alias { name: long.span.of(text).to_owned(), alias: short.span.of(text).to_owned(), kind, span };
    Some(Declared { alias, long: long.span, short: short.span })
}

fn set_kind(marks: &mut [Mark], declared: &Declared) {
    for span in [declared.long, declared.short] {
        if let Ok(place) = marks.binary_search_by_key(&span.start, |mark| mark.span.start) {
            marks[place].kind = declared.alias.kind;
            marks[place].strength = Strength::Sure;
        }
    }
}

/// Tells whether the short form is made of the long form's initials (small words and a country before it may be left out), or
/// begins one of its words.
pub(super) fn stands_for(short: &str, words: &[Token]) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_caps = short.chars().filter(|c| c.is_uppercase()).count() > 1;
    if !is_caps {
        return letters.len() > 2
            && words.iter().any(|word| word.is_capital() && word.text.to_lowercase().starts_with(&letters));
    }
    let led = words.first().is_some_and(|word| gazetteer::country(word.text).is_some());
    let from: &[usize] = if led { &[0, 1] } else { &[0] };
    from.iter().any(|from| initials(&words[*from..], false) == letters || initials(&words[*from..], true) == letters)
        || is_spread(&letters, &words[usize::from(led)..])
}

/// Gives the initials of the words, in lower case; of small words only where `all`.
pub(super) fn initials(words: &[Token], all: bool) -> String {
    words
        .iter()
        .filter(|word| all || word.is_capital())
        .flat_map(|word| word.text.split('-'))
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Tells whether the letters stand in the words in order, beginning with the first, and a word's initial for each but one at most.
fn is_spread(letters: &str, words: &[Token]) -> bool {
    if letters.len() < 3 || !words.iter().any(|word| word.facts.any(Facts::ORGANIZATION_HEAD | Facts::ORGANIZATION_BEGIN)) {
        return false;
    }
    let all = initials(words, true);
    let mut rest = all.chars();
    let missed = letters.chars().filter(|letter| !rest.clone().any(|c| c == *letter) || !rest.any(|c| c == *letter)).count();
    all.starts_with(&letters[..letters.chars().next().map_or(0, char::len_utf8)]) && missed == 0
}
