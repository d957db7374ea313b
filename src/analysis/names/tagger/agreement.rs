//! Of what kind is a name, seen over the whole article? Where one place says little, the others with the same name are heard too.

use super::super::tokens::Token;
use super::model::{NAMED, Part, Scores, label};
use crate::analysis::names::bodies;
use crate::analysis::names::gazetteer::{self, Facts};
use crate::analysis::names::marks::{Mark, Strength};
use crate::analysis::names::tokens::title_case;
use crate::model::document::EntityKind;
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// How much each place speaks for each kind.
pub(super) type Votes = [i32; 4];

/// What it speaks for a person that the name is a word of a longer person's name, and for an organization that a longer one's name
/// begins with it: two natural units of the model, measured on the development sets.
const OF_LONGER: i32 = 40;

/// What it speaks for a place that the name of a body that towns have begins with the name, and for a place or a company what
/// stands beside a name: enough against an unsure vote, and the development sets do not move by it.
const OF_BESIDE: i32 = 120;

/// What one of two names in a pair speaks for the other at most ("Oslo and Bergen"): gains 0.1 of F1 on two of five development
/// sets.
const OF_PAIR: i32 = 60;

/// A place that speaks for its own kind more than this above another is not overruled: names of two things are met.
const SURE: i32 = 100;

/// Gives what the scores of a name's words speak for, and the words beside it, where a town's people or a company's shares stand.
pub(super) fn votes(scores: &[Scores], tokens: &[Token], mark: &Mark) -> Votes {
    let beside = beside(tokens, mark);
    let last = scores.len().saturating_sub(1);
    let part = |at: usize| match (at, last) {
        (0, 0) => Part::Single,
        (0, _) => Part::Begin,
        _ if at == last => Part::End,
        _ => Part::Inside,
    };
    std::array::from_fn(|kind| {
        let of = |(at, scores): (usize, &[i32; NAMED])| scores[label(EntityKind::ALL[kind], part(at))];
        scores.iter().enumerate().map(of).sum::<i32>() + if beside == Some(EntityKind::ALL[kind]) { OF_BESIDE } else { 0 }
    })
}

/// Gives what the words beside a name of one word tell it to be: "Clinton police", "shares in Holt", "Holt's chief executive".
fn beside(tokens: &[Token], mark: &Mark) -> Option<EntityKind> {
    let name = &tokens[mark.first];
    if mark.end != mark.first + 1 || name.facts.any(Facts::ORGANIZATION | Facts::PEOPLE | Facts::COUNTRY) {
        return None;
    }
    let (before, behind) = (&tokens[..mark.first], &tokens[mark.end..]);
    let is = |at: usize, words: &[&str]| behind.get(at).is_some_and(|token| words.contains(&token.text));
    let is_near = behind.first().is_some_and(|next| next.span.start - name.span.end <= 4);
    let of_company = is_near && (is(0, &["shares", "shareholders"]) || is(0, &["chief"]) && is(1, &["executive"]));
    let in_shares = matches!(before, [.., shares, joint]
        if matches!(shares.text, "Shares" | "shares" | "shareholders" | "stake") && matches!(joint.text, "in" | "of"));
    // A person is named as the owner of police, with an "'s".
    let of_town = is_near && !name.possessive && is(0, &["police", "firefighters", "residents", "councillors", "townspeople"]);
    match (of_company || in_shares, of_town) {
        (true, _) => Some(EntityKind::Organization),
        (_, true) => Some(EntityKind::Place),
        _ => None,
    }
}

/// Gives unsure marks the kind that the article's other places with the name speak for.
pub(super) fn agree(tokens: &[Token], marks: &mut [Mark], votes: &[Votes]) {
    let keys: Vec<Arc<str>> = marks.iter().map(|mark| mark.key.clone()).collect();
    let mut sums: HashMap<&str, [i64; 4]> = HashMap::new();
    for (key, votes) in keys.iter().zip(votes) {
        let most = votes.iter().copied().max().unwrap_or(0);
        let sum = sums.entry(key).or_default();
        sum.iter_mut().zip(votes).for_each(|(sum, vote)| *sum += i64::from((vote - most).max(-SURE)));
    }
    for (one, other) in
        (0..marks.len()).zip(1..marks.len()).filter(|(one, other)| is_pair(tokens, &marks[*one], &marks[*other]))
    {
        for (key, votes) in [(&keys[one], &votes[other]), (&keys[other], &votes[one])] {
            let most = votes.iter().copied().max().unwrap_or(0);
            let sum = sums.entry(key).or_default();
            sum.iter_mut().zip(votes).for_each(|(sum, vote)| *sum += i64::from((vote - most).max(-OF_PAIR)));
        }
    }
    let longer = longer_names(marks, &keys);
    for ((mark, key), votes) in marks.iter_mut().zip(&keys).zip(votes) {
        let mut sum = sums[&**key];
        let longer = longer.get(&**key).copied().unwrap_or_default();
        // A town is no harbour authority because one is called after it; it may be short for a company.
        let is_listed = || gazetteer::facts(&title_case(key)).is_place();
        let is_open = mark.kind != EntityKind::Place || longer.company || longer.firm && !is_listed();
        let speaks = [
            (EntityKind::Person, longer.person),
            (EntityKind::Organization, longer.organization && is_open),
            (EntityKind::Place, longer.civic),
        ];
        for (kind, _) in speaks.into_iter().filter(|(_, speaks)| *speaks) {
            sum[kind as usize] += i64::from(if kind == EntityKind::Place { OF_BESIDE } else { OF_LONGER });
        }
        let best = (0..4).max_by_key(|kind| (sum[*kind], *kind == mark.kind as usize)).unwrap_or(0);
        if votes[mark.kind as usize] - votes[best] < SURE {
            mark.kind = EntityKind::ALL[best];
        }
    }
}

/// Tells whether two names of one word stand side by side: "Oslo and Bergen".
fn is_pair(tokens: &[Token], one: &Mark, other: &Mark) -> bool {
    let is_short = |mark: &Mark| mark.end == mark.first + 1;
    is_short(one) && is_short(other) && one.end + 1 == other.first && tokens[one.end].text == "and"
}

/// Adds the names that the rules see and the learner left out, where the article names the same thing elsewhere: headlines and
/// first words say little by themselves.
pub(super) fn recall(rules: &[Mark], marks: &mut Vec<Mark>) {
    let mut known: HashMap<&str, EntityKind> = HashMap::new();
    let keys: Vec<(Arc<str>, EntityKind)> = marks.iter().map(|mark| (mark.key.clone(), mark.kind)).collect();
    for (key, kind) in &keys {
        if let Some((_, rest)) = key.split_once(' ').filter(|_| *kind == EntityKind::Person) {
            known.entry(rest.rsplit(' ').next().unwrap_or(rest)).or_insert(*kind);
        }
        known.insert(key, *kind);
    }
    let is_free = |rule: &&Mark| {
        let next = marks.partition_point(|mark| mark.end <= rule.first);
        marks.get(next).is_none_or(|mark| rule.end <= mark.first)
    };
    let left_out: Vec<Mark> = rules
        .iter()
        .filter(|rule| rule.strength > Strength::Tentative)
        .filter(is_free)
        .filter_map(|rule| known.get(&*rule.key).map(|kind| Mark { kind: *kind, ..rule.clone() }))
        .collect();
    marks.extend(left_out);
    marks.sort_by_key(|mark| mark.first);
}

/// Parts names at an owner that the article names elsewhere: "Norway's Treasury" where Norway is named by itself.
pub(super) fn part_owners(tokens: &[Token], rules: &[Mark], marks: &mut Vec<Mark>) {
    let owner_end = |mark: &Mark| (mark.first + 1..mark.end).find(|end| tokens[end - 1].possessive);
    if !marks.iter().any(|mark| owner_end(mark).is_some()) {
        return;
    }
    let known: HashMap<Arc<str>, EntityKind> = marks.iter().map(|mark| (mark.key.clone(), mark.kind)).collect();
    let rule_at = |first: usize, end: usize| {
        let next = rules.partition_point(|rule| rule.first < first);
        rules.get(next).filter(|rule| (rule.first, rule.end) == (first, end))
    };
    let parted = marks.drain(..).flat_map(|mark| {
        let owner = owner_end(&mark).and_then(|end| {
            let owner = rule_at(mark.first, end)?;
            let owned = rule_at(end, mark.end)?;
            let is_state = end == mark.first + 1 && is_of_state(&tokens[end..mark.end]) && !tokens[mark.first].facts.is_given();
            let kind = known.get(&owner.key).copied().or_else(|| is_state.then_some(EntityKind::Place))?;
            Some((owner, kind, owned))
        });
        match owner {
            Some((owner, kind, owned)) => vec![Mark { kind, ..owner.clone() }, owned.clone()],
            None => vec![mark],
        }
    });
    let parted: Vec<Mark> = parted.collect();
    *marks = parted;
}

/// Tells whether the words name a body that every state has one of: "Treasury", "Supreme Court", "Ministry of Health".
fn is_of_state(words: &[Token]) -> bool {
    const BODIES: &[&str] = &["Treasury", "Parliament", "Congress", "Senate", "Cabinet", "Ministry", "Constitution"];
    const COURTS: &[&str] = &["Supreme", "Constitutional", "High", "National", "Foreign", "Defence", "Defense", "Central"];
    words.first().is_some_and(|first| BODIES.contains(&first.text) || words.len() > 1 && COURTS.contains(&first.text))
}

/// What longer names a single word is part of.
#[derive(Clone, Copy, Debug, Default)]
struct Longer {
    /// The first or last word of a person's.
    person: bool,
    /// The first of an organization's.
    organization: bool,
    /// The first of one's that is a company by its legal form.
    company: bool,
    /// The first of one's that is a company by its last word: "Castellan Bank".
    firm: bool,
    /// The first of a body's that towns have: "Lindmark Port Authority".
    civic: bool,
}

/// What stands behind a town's or a country's name in the names of its bodies, folded.
const CIVIC: &[&str] = &[
    "electoral",
    "election",
    "customs",
    "treasury",
    "ministry",
    "parliament",
    "supreme",
    "constitutional",
    "embassy",
    "statistics",
    "coast",
    "port",
    "city",
    "county",
    "town",
    "police",
    "council",
    "harbour",
    "harbor",
    "municipal",
    "provincial",
    "regional",
    "fire",
    "magistrates",
    "borough",
    "district",
    "metropolitan",
    "airport",
    "coroner",
    "water",
];

fn is_firm(word: &str) -> bool {
    ["company", "firm", "bank"].iter().any(|noun| gazetteer::heads_of(noun).contains(&word))
}

/// Gives for single words what longer names they are part of.
fn longer_names<'k>(marks: &[Mark], keys: &'k [Arc<str>]) -> HashMap<&'k str, Longer> {
    let mut longer: HashMap<&str, Longer> = HashMap::new();
    for (mark, key) in marks.iter().zip(keys) {
        let Some((first, rest)) = key.split_once(' ') else { continue };
        let last = rest.rsplit(' ').next().unwrap_or(rest);
        match mark.kind {
            EntityKind::Person => [first, last].iter().for_each(|word| longer.entry(word).or_default().person = true),
            EntityKind::Organization => {
                let known = longer.entry(first).or_default();
                let is_civic = CIVIC.contains(&rest.split(' ').next().unwrap_or(rest));
                known.civic |= is_civic;
                known.organization |= !is_civic;
                known.company |= bodies::is_legal_form(last);
                known.firm |= is_firm(&title_case(last));
            }
            EntityKind::Place | EntityKind::Other => {}
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::span::Span;

    fn mark(key: &str, at: usize, kind: EntityKind) -> Mark {
        let span = Span::new(at * 10, at * 10 + 5);
        Mark {
            span,
            key: key.into(),
            first: at,
            end: at + 1,
            kind,
            strength: Strength::Context,
            title: Facts::NONE,
            called: None,
        }
    }

    #[test]
    fn a_place_that_says_little_hears_the_others_with_the_name() {
        let mut marks = vec![mark("tull", 0, EntityKind::Organization), mark("tull", 1, EntityKind::Place)];
        agree(&[], &mut marks, &[[0, 80, 0, 0], [0, 10, 20, 0]]);
        assert!(marks.iter().all(|mark| mark.kind == EntityKind::Organization));
    }

    #[test]
    fn a_place_that_is_sure_is_not_overruled() {
        let mut marks = vec![mark("tull", 0, EntityKind::Organization), mark("tull", 1, EntityKind::Person)];
        agree(&[], &mut marks, &[[0, 80, 0, 0], [200, 10, 0, 0]]);
        assert_eq!(marks[1].kind, EntityKind::Person);
    }

    #[test]
    fn a_word_before_its_police_is_a_town_and_one_with_shares_a_company_unless_a_list_knows_it() {
        let kind = |text: &str| {
            let (entities, _) = crate::analysis::names::find(text, &[], &[Span::new(0, text.len())], None);
            entities[0].kind
        };
        assert_eq!(kind("Holt police said on Monday that the road was shut."), EntityKind::Place);
        assert_eq!(kind("Shares in Castellan fell on Monday."), EntityKind::Organization);
        assert_eq!(kind("Interpol police said on Monday that the road was shut."), EntityKind::Organization);
    }

    #[test]
    fn a_name_left_out_is_taken_from_the_rules_where_the_article_names_it_elsewhere() {
        let mut marks = vec![mark("ann tull", 0, EntityKind::Person)];
        recall(&[mark("tull", 3, EntityKind::Place), mark("oslo", 5, EntityKind::Place)], &mut marks);
        let kinds: Vec<(&str, EntityKind)> = marks.iter().map(|mark| (&*mark.key, mark.kind)).collect();
        assert_eq!(kinds, [("ann tull", EntityKind::Person), ("tull", EntityKind::Person)]);
    }
}
