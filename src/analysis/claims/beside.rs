//! What does the text beside a name tell of who bears it: a role, a spokesman, the start of a sentence?

use super::tokens::Token;
use crate::analysis::names::{self, Gender};
use crate::model::span::Span;

/// Somebody who is not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nameless {
    /// `None` where the words do not tell.
    pub gender: Option<Gender>,
}

/// Gives who speaks for who is named, if anybody does: "Vale's spokesman", "a spokeswoman for Ann Vale".
pub(super) fn stand_in(text: &str, name: Span) -> Option<Nameless> {
    const BEHIND: usize = 3;
    let speaks = |word: &str| match word.trim_matches(|c: char| !c.is_alphabetic()) {
        "spokesman" => Some(Nameless { gender: Some(Gender::Male) }),
        "spokeswoman" => Some(Nameless { gender: Some(Gender::Female) }),
        word => word.starts_with("spokes").then_some(Nameless { gender: None }),
    };
    // No further than this, so that text without a blank takes no longer.
    const REACH: usize = 80;
    let rest = &text[name.end..text.floor_char_boundary(name.end + REACH)];
    let owned = ["'s ", "’s ", "' ", "’ "].iter().find_map(|mark| rest.strip_prefix(mark));
    let own = name.of(text).ends_with("'s") || name.of(text).ends_with("’s");
    let behind = owned.or_else(|| rest.strip_prefix(' ').filter(|_| own));
    if let Some(found) = behind.and_then(|behind| behind.split(' ').take(BEHIND).find_map(speaks)) {
        return Some(found);
    }
    let titled = |word: &&str| word.starts_with(char::is_uppercase) || *word == "the";
    let mut before = text[text.floor_char_boundary(name.start.saturating_sub(REACH))..name.start]
        .trim_end()
        .rsplit(' ')
        .take(BEHIND + 1)
        .skip_while(titled);
    before.next().filter(|word| *word == "for")?;
    before.next().and_then(speaks)
}

/// Tells whether a name that begins at `start` opens a sentence, but for an article and titles.
pub(super) fn opens_sentence(text: &str, start: usize) -> bool {
    const LONGEST_TITLE: usize = 40;
    let mut from = start.saturating_sub(LONGEST_TITLE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..start];
    // "Mr. Holt", "Gov. Ann Holt": the stop of a title ends no sentence.
    let titles = |at: usize| {
        const TITLES: &[&str] = &[
            "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "prof", "rev", "lt", "col", "sgt", "capt", "st", "jr", "u.s",
            "u.n",
        ];
        let word = before[..at].rsplit([' ', '\n']).next().unwrap_or_default().to_lowercase();
        before[at..].starts_with('.') && (TITLES.contains(&word.as_str()) || word.chars().count() == 1)
    };
    // "(Ann Holt/AP)": whose picture it is.
    if before.ends_with('(') {
        return false;
    }
    let mark = |c: char| ['.', '?', '!', '\n', '”', '"', ':'].contains(&c);
    let opening = before.rmatch_indices(mark).map(|(at, _)| at).find(|&at| !titles(at)).map(|at| &before[at..]);
    let Some(rest) = opening.or_else(|| (from == 0).then_some(before)) else { return false };
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    // "Labour's former election chief Ann Holt": a role right before the name, and no verb in front of it.
    let words: Vec<&str> = rest.split_whitespace().collect();
    let titled = words.last().is_none_or(|last| last.starts_with(char::is_uppercase) || names::is_role(last));
    let plain = |word: &&str| {
        let adjective = ["al", "ic", "an", "ish", "ive", "ior", "er", "ese", "y", "ent", "ing", "ial"];
        adjective.iter().any(|end| word.ends_with(end)) || names::is_role(word)
    };
    // "Since Ann Holt came": she opens no sentence of her own.
    const LEADS: &[&str] = &[
        "since", "while", "when", "as", "if", "after", "before", "although", "though", "because", "for", "with", "in", "on",
        "at", "by", "from", "like", "unlike", "under", "asked", "despite", "about", "until", "once", "to", "of", "against",
        "behind", "whether",
    ];
    let led = words.first().is_some_and(|first| LEADS.contains(&first.to_lowercase().as_str()));
    titled && !led && words.iter().all(|word| *word == "the" || word.starts_with(char::is_uppercase) || plain(word))
}

/// Tells whether the name that ends at `end` owns a name that ends the phrase: "Vale Water's Orr Mills".
pub(super) fn is_owner(tokens: &[Token<'_>], end: usize, core_end: usize) -> bool {
    let next = tokens.partition_point(|token| token.span.start < end);
    let owns = next.checked_sub(1).is_some_and(|last| tokens[last].possessive);
    let owned = tokens[next..].iter().take_while(|token| token.span.end <= core_end);
    let mut owned = owned.peekable();
    owns && owned.peek().is_some() && owned.all(|token| token.capital)
}

/// Tells whether the name at `start` is where or against whom the head behind `core_end` is, or whom a lawyer speaks for.
pub(super) fn is_beside(tokens: &[Token<'_>], core_end: usize, start: usize) -> bool {
    let mut between = tokens.iter().filter(|token| token.span.start >= core_end && token.span.start < start);
    let head = tokens.iter().rev().find(|token| token.span.end <= core_end);
    let lawyer = head
        .is_some_and(|head| head.is_any(&["lawyer", "lawyers", "attorney", "attorneys", "counsel", "solicitor", "solicitors"]));
    between.any(|token| token.is_any(&["in", "to", "near", "against", "outside"]) || lawyer && token.is("for"))
}
