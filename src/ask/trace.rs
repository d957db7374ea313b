//! Where does a quotation come from, and does it stand there as it is quoted?

mod candidates;
mod difference;
mod frame;
mod negation;
mod quotation;
mod saying;
mod stretch;

use super::aliases::Aliases;
use super::articles::Articles;
use super::files::Files;
use super::rarities::Rarities;
use super::{Filters, claim_window, depth, hit, mixed, undated, unknown};
use crate::engine::{Engine, Row, Stored};
use crate::error::{Error, Result};
use crate::model::answer::{HitKind, Trace, TraceClass, Traced, holdings};
use crate::model::bytemap::ByteMap;
use crate::model::corrections::Corrections;
use crate::model::document::{Claim, Depth};
use crate::model::gist::Gist;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::normal::name_key;
use crate::model::query::{Field, Leaf, Node, Query, Test};
use crate::model::span::Span;
use crate::model::time::{iso_day, seconds};
use crate::model::view::Window;
use candidates::{Candidates, CutParts, Dates, passages_of};
use difference::Difference;
use quotation::Quotation;
use saying::{said, speaker_name, withheld};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use stretch::Stretch;

/// A quotation to be traced.
#[derive(Clone, Debug)]
pub struct Tracing {
    pub words: String,
    /// Who is to have said it.
    pub speakers: Vec<String>,
    pub filters: Filters,
    /// At most this many places; 0: all.
    pub limit: usize,
    pub today: jiff::civil::Date,
    /// What people say is otherwise than was found.
    pub corrections: Corrections,
    /// The caller's folder: paths below it are shown relative to it.
    pub here: Option<PathBuf>,
}

/// A claim says the same in other words where so much of the weight of either is common, or of the shorter; found on the quotations
/// of tests/it/tracing.rs.
const PARAPHRASED: f64 = 0.5;
/// Fewer common words may be chance.
const FEWEST_COMMON: usize = 3;

/// Words that may differ more than at the nearest place, where a place is as near: a word left out is one, or two if another is put
/// in for it.
const AS_NEAR: usize = 1;

/// Where somebody is asked for whose words differ by so many, they are shown although another has just these.
const NEAR: usize = 2;

/// Words are the same quotation by another speaker where no more than one in so many differs: one in three made another one of
/// "We are taking action over Mourinho" ("We are taking this action in order").
const ONE_DIFFERS_IN: usize = 5;

/// Places of a quotation in one passage that are looked at: a passage has some 120 words, and a quotation mostly more than two.
pub const MOST_IN_PASSAGE: usize = 64;

/// Places that are looked at behind the first of their passages: sixteen a passage, where the words stand in as many as are looked
/// at. A text of nothing but the quoted words has more.
pub const MOST_FURTHER: usize = 16_000;

/// Speakers with the same words that are told: as many as a reader takes in at once.
const SPEAKERS_TOLD: usize = 5;

/// A place where the quotation may stand.
struct Place {
    /// The passage or claim that was looked at for it.
    row: Row,
    /// The passage that it begins in; `None` where a claim was looked at.
    passage: Option<usize>,
    class: TraceClass,
    difference: String,
    notices: Vec<String>,
    /// What it costs to make one of the other; 0 where nothing differs.
    cost: usize,
    span: Span,
    words: Vec<Span>,
    /// Which of the article's claims the words are.
    claim: Option<usize>,
    speaker: Option<String>,
    source: Option<String>,
    published: Option<i64>,
}

impl Place {
    fn article(&self) -> ArticleId {
        self.row.article
    }

    /// Tells whether something there turns the words, or is otherwise.
    fn is_noted(&self) -> bool {
        !self.notices.is_empty()
    }
}

/// Looks where words come from: word for word, altered, in other words, or not at all.
///
/// # Errors
/// Where the store cannot be read, and where there are no words or they are too few and common to be anybody's.
pub fn trace(engine: &dyn Engine, tracing: &Tracing) -> Result<Trace> {
    let quotation = Quotation::new(&tracing.words);
    if quotation.words.is_empty() {
        return Err(Error::usage(
            "there are no words to look for: type the quotation, as in whosaid trace \"the dam is safe\"",
        ));
    }
    if quotation.says_nothing() {
        return Err(Error::usage(format!(
            "“{}” could be anybody's: type more of the quotation, as in whosaid trace \"the dam is safe\"",
            tracing.words.trim()
        )));
    }
    let mut notices = tracing.corrections.notices.clone();
    let mut articles = Articles::new(engine);
    let candidates = Candidates::new(engine, tracing, &quotation, Dates::AsAsked, &mut notices)?;
    let mut places = in_passages(&mut articles, &candidates, &quotation, tracing, &mut notices)?;
    places.extend(in_other_words(engine, &mut articles, &candidates.claims, tracing)?);
    let mut places = best_of(places);
    // Where nothing is told but the whole quotation, word for word, nobody asks who has some of it.
    let is_verbatim = |place: &Place| place.class == TraceClass::Verbatim;
    let cut_parts = candidates.cut_parts.filter(|_| places.is_empty() || !places.iter().all(is_verbatim));
    notices.extend(cut_parts.map(CutParts::told));
    notices.extend(conflicts(&places, quotation.words.len()));
    notices.extend(asked_first(engine, tracing, &mut places)?);
    let class = places.first().map_or(TraceClass::Absent, |place| place.class);
    if class == TraceClass::Absent {
        notices.push(nowhere(engine, tracing));
    }
    if class == TraceClass::Absent || !tracing.speakers.is_empty() {
        notices.extend(unknown_names(engine, tracing, class == TraceClass::Absent)?);
    }
    notices.extend(depth::notices(engine, Depth::Claims)?);
    notices.extend(left_out(engine, &mut articles, &quotation, tracing)?);
    let total = places.len();
    places.truncate(if tracing.limit == 0 { usize::MAX } else { tracing.limit });
    if places.len() < total {
        let all = match (candidates.cut.is_some(), cut_parts.is_some()) {
            (true, _) => "all that were looked at",
            (false, true) => "all of these",
            (false, false) => "all",
        };
        notices.push(format!("{} of {total} places shown; -n 0 shows {all}", places.len()));
    }
    notices.extend(places.iter().flat_map(|place| place.notices.iter().cloned()));
    let filtered = tracing.filters.values.values().flatten().chain(&tracing.speakers).map(String::as_str);
    notices.extend(mixed::asked_for(filtered.chain([tracing.words.as_str()])));
    let mut seen = mixed::Seen::default();
    let (mut found, mut files) = (Vec::with_capacity(places.len()), Files::new(engine));
    for (place, rank) in places.into_iter().zip(1..) {
        let stored = articles.of(&place.row)?;
        let mut traced = traced(stored, place, rank, tracing);
        files.mark(&mut traced.hit, stored)?;
        seen.look(&traced.hit);
        found.push(traced);
    }
    notices.extend(seen.notices());
    let mut told = BTreeSet::new();
    notices.retain(|notice| told.insert(notice.clone()));
    Ok(Trace { typed: tracing.words.clone(), class, found, notices })
}

/// Says how many articles have the words, and no date, where days are asked for.
fn left_out(
    engine: &dyn Engine,
    articles: &mut Articles<'_>,
    quotation: &Quotation,
    tracing: &Tracing,
) -> Result<Option<String>> {
    if tracing.filters.since.is_empty() && tracing.filters.until.is_empty() {
        return Ok(None);
    }
    // What there is to be told of them is told where they are shown.
    let notices = &mut Vec::new();
    let candidates = Candidates::new(engine, tracing, quotation, Dates::None, notices)?;
    let places = in_passages(articles, &candidates, quotation, tracing, notices)?;
    let having: BTreeSet<ArticleId> = places.iter().map(Place::article).collect();
    Ok(undated::told(having.len() as u64))
}

/// Holds the quotation against the passages that may have it, and says where there are more of them than were looked at.
fn in_passages(
    articles: &mut Articles<'_>,
    candidates: &Candidates,
    quotation: &Quotation,
    tracing: &Tracing,
    notices: &mut Vec<String>,
) -> Result<Vec<Place>> {
    let (mut places, mut latest) = (Vec::new(), None);
    let mut further = Further::default();
    for (row, numbers) in candidates.passages.values() {
        let stored = articles.of(row)?;
        latest = latest.max(published(stored));
        for number in numbers {
            places.extend(in_passage(stored, row, *number, quotation, &tracing.corrections, &mut further));
        }
    }
    if let Some(cut) = &candidates.cut {
        notices.push(cut.told(latest.and_then(iso_day).as_deref()));
    }
    // What the speaker says who is asked for may stand behind the places that were looked at.
    let mut further_said = Further::default();
    for row in &candidates.by_speaker {
        let stored = articles.of(row)?;
        for number in passages_of(stored, row) {
            places.extend(in_passage(stored, row, number, quotation, &tracing.corrections, &mut further_said));
        }
    }
    notices.extend(further.told().or_else(|| further_said.told()));
    Ok(places)
}

/// How many places behind the first of their passages may be looked at.
struct Further {
    left: usize,
    is_cut: bool,
}

impl Default for Further {
    fn default() -> Further {
        Further { left: MOST_FURTHER, is_cut: false }
    }
}

impl Further {
    /// Says that not all were looked at.
    fn told(&self) -> Option<String> {
        let told = "the words stand so often that not each of their places was looked at: type more of the quotation";
        self.is_cut.then(|| told.to_owned())
    }
}

/// Holds the quotation against a passage and what follows it. A quotation may stand there several times.
fn in_passage(
    stored: &Stored,
    row: &Row,
    number: u32,
    quotation: &Quotation,
    corrections: &Corrections,
    further: &mut Further,
) -> Vec<Place> {
    let Some(stretch) = Stretch::new(stored, number, quotation) else { return Vec::new() };
    let most = MOST_IN_PASSAGE.min(further.left + 1);
    let (each, is_cut) = match most {
        // Whether there are more is told already: looking for them takes most of the time.
        1 if further.is_cut => (Difference::best(&stretch, quotation).into_iter().collect(), true),
        _ => Difference::each(&stretch, quotation, most),
    };
    further.left -= each.len().saturating_sub(1);
    further.is_cut |= is_cut;
    let (source, passages) = (source(stored), &stored.document.findings.passages);
    let place = |difference: &Difference<'_>| {
        let class = difference.class()?;
        let saying = said(stored, &stretch.claims, difference.span(), corrections);
        let is_told = !saying.notices.is_empty();
        let mut notices = difference.notices(source.as_deref(), is_told);
        notices.extend(saying.notices);
        Some(Place {
            row: *row,
            passage: Some(passages.partition_point(|passage| passage.end <= difference.span().start)),
            class,
            difference: difference.marked(),
            notices,
            cost: difference.cost(),
            span: difference.span(),
            words: difference.words(),
            claim: saying.claim,
            speaker: saying.speaker,
            source: source.clone(),
            published: published(stored),
        })
    };
    // Beside the best place others that differ tell something only where somebody else says nearly the same: of a table every row
    // is like the next.
    let mut speakers = BTreeSet::new();
    let most = NEAR.max(quotation.words.len() / ONE_DIFFERS_IN);
    let mut places: Vec<Place> = each.iter().filter_map(place).collect();
    let mut is_first = true;
    places.retain(|place| {
        let is_others = place.speaker.clone().is_some_and(|speaker| speakers.insert(speaker));
        let is_best = std::mem::take(&mut is_first);
        is_best || place.class == TraceClass::Verbatim || is_others && place.cost <= most
    });
    places
}

/// Gives the claims that say the same in other words.
fn in_other_words(engine: &dyn Engine, articles: &mut Articles<'_>, claims: &[Row], tracing: &Tracing) -> Result<Vec<Place>> {
    let typed = Gist::new(&tracing.words);
    let denial = Gist::new("denies");
    let tells_denial = typed.is_negative() || typed.keys().any(|key| denial.keys().any(|denies| denies == key));
    let mut rarities = Rarities::new(engine);
    let mut places = Vec::new();
    for row in claims {
        let (stored, number) = (articles.of(row)?, row.position as usize);
        let Some(claim) = stored.document.findings.claims.get(number) else { continue };
        let Some(claim) = tracing.corrections.applied((row.article, row.position), claim) else { continue };
        let text = &stored.document.article.text;
        let content = claim.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ");
        let gist = Gist::new(&content);
        let common = rarities.common(&typed, &gist)?;
        if common.count < FEWEST_COMMON || common.likeness() < PARAPHRASED || typed.counts_otherwise(&gist) {
            continue;
        }
        let mut notices = Vec::new();
        if typed.is_turned(&gist) {
            notices.push("what was typed or what was found is negated, and the other is not".to_owned());
        }
        if !tells_denial {
            notices.extend(withheld(stored, &claim, None));
        }
        places.push(Place {
            row: *row,
            passage: None,
            class: TraceClass::Paraphrased,
            difference: content,
            notices,
            cost: ((1.0 - common.likeness()) * 1e4) as usize,
            span: claim_window(&claim, &stored.document.findings.passages),
            words: claim.content.clone(),
            claim: Some(number),
            speaker: speaker_name(stored, &claim),
            source: source(stored),
            published: published(stored),
        });
    }
    Ok(places)
}

/// Says what was searched and does not have the words.
fn nowhere(engine: &dyn Engine, tracing: &Tracing) -> String {
    let totals = engine.summary().totals;
    let searched = holdings(totals.articles, totals.passages, totals.claims);
    let left = if tracing.filters.is_empty() { "" } else { "what the filters leave of " };
    match tracing.speakers.as_slice() {
        [] => format!("nothing like it in {left}{searched}"),
        speakers => format!("nothing like it in {left}{searched}, by {} or by anybody else", speakers.join(" or ")),
    }
}

/// Says which of the names that are asked for are not in the index; of the filters where nothing was found.
fn unknown_names(engine: &dyn Engine, tracing: &Tracing, nothing_found: bool) -> Result<Vec<String>> {
    let aliases = Aliases { engine, rules: &tracing.corrections.names };
    let speaker =
        |name: &String| Node::Leaf(Leaf { field: Field::Speaker, test: Test::Phrase { words: name.clone(), slop: 0 } });
    let mut asked = Query { root: Node::Or(tracing.speakers.iter().map(speaker).collect()) };
    if nothing_found {
        asked = tracing.filters.apply(asked, tracing.today, &mut Vec::new());
    }
    let asked_for = unknown::AskedFor { query: &asked, here: tracing.here.as_deref(), corrections: &tracing.corrections };
    unknown::names(&aliases, &asked_for, true)
}

/// Keeps of places that overlap the best one, and of a passage's places with the same words by the same speaker one that nothing
/// turns, and one that something does. Orders them: class, those that are as near as the nearest first, date (unknown last),
/// article, those that nothing turns first, place.
fn best_of(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by(|one, other| {
        (one.article(), one.class, one.cost, one.span).cmp(&(other.article(), other.class, other.cost, other.span))
    });
    let mut kept: Vec<Place> = Vec::new();
    // Where the places begin that are kept of an article: none overlaps another.
    let mut taken: BTreeMap<usize, Span> = BTreeMap::new();
    for place in places {
        if kept.last().is_some_and(|last| last.article() != place.article()) {
            taken.clear();
        }
        let before = taken.range(..place.span.end).next_back();
        if !before.is_some_and(|(_, other)| other.overlaps(place.span)) {
            taken.insert(place.span.start, place.span);
            kept.push(place);
        }
    }
    let mut told = BTreeSet::new();
    kept.retain(|place| {
        let Some(passage) = place.passage else { return true };
        told.insert((place.article(), passage, place.class, place.difference.clone(), place.speaker.clone(), place.is_noted()))
    });
    let altered = kept.iter().filter(|place| place.class == TraceClass::Altered);
    let nearest = altered.map(|place| place.cost).min().unwrap_or_default();
    // A paraphrase is as near as another: how many words it shares is the paper's choice.
    let far = |place: &Place| match place.class {
        TraceClass::Altered if place.cost > nearest + AS_NEAR => place.cost,
        _ => 0,
    };
    kept.sort_by(|one, other| {
        let order = |place: &Place| {
            let when = (place.published.is_none(), place.published);
            (place.class, far(place), when, place.article(), place.is_noted(), place.span)
        };
        order(one).cmp(&order(other))
    });
    kept
}

/// Says where the same words, of so many that were typed, are given to several speakers.
fn conflicts(places: &[Place], typed: usize) -> Option<String> {
    let is_same = |place: &&Place| place.class <= TraceClass::Altered && place.cost <= AS_NEAR.max(typed / ONE_DIFFERS_IN);
    let mut speakers: Vec<(BTreeSet<String>, String)> = Vec::new();
    for place in places.iter().filter(is_same) {
        let Some(speaker) = &place.speaker else { continue };
        let name = name_words(speaker);
        if !speakers.iter().any(|(known, _)| is_same_name(known, &name)) {
            speakers.push((name, format!("{speaker} ({})", place.source.as_deref().unwrap_or("unknown source"))));
        }
    }
    let told: Vec<&str> = speakers.iter().take(SPEAKERS_TOLD).map(|(_, told)| told.as_str()).collect();
    let more = match speakers.len() - told.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (told.len() > 1).then(|| format!("attributed to several speakers: {}{more}", told.join(", ")))
}

/// Keeps the places of who is asked for, where there are any, and says what others have; where it was another, says who.
fn asked_first(engine: &dyn Engine, tracing: &Tracing, places: &mut Vec<Place>) -> Result<Vec<String>> {
    let Some(best) = places.first().map(|place| place.class).filter(|_| !tracing.speakers.is_empty()) else {
        return Ok(Vec::new());
    };
    let mut asked = tracing.speakers.clone();
    for speaker in &tracing.speakers {
        asked.extend(Aliases { engine, rules: &tracing.corrections.names }.forms(&name_key(speaker), None)?.others);
    }
    let asked: Vec<BTreeSet<String>> = asked.iter().map(|name| name_words(name)).collect();
    let names = tracing.speakers.join(" or ");
    let is_one_asked = |found: &BTreeSet<String>| asked.iter().any(|asked| is_same_name(asked, found));
    let is_asked = |place: &&Place| place.speaker.as_ref().is_some_and(|found| is_one_asked(&name_words(found)));
    let is_near = |place: &&Place| place.class == best || (place.class == TraceClass::Altered && place.cost <= NEAR);
    let Some(own) = places.iter().filter(is_asked).find(is_near).map(|place| place.class) else {
        let others = speakers(places.iter().filter(|place| place.class == best));
        return Ok(vec![format!("not attributed to {names} here, but to {others}")]);
    };
    let mut notices = Vec::new();
    if own > best {
        let others = speakers(places.iter().filter(|place| place.class == best));
        notices.push(format!("not attributed to {names} word for word, but to {others}"));
    }
    let before = places.len();
    places.retain(|place| is_asked(&place));
    match before - places.len() {
        0 => {}
        1 => notices.push("1 place where others have the words is not shown; without --speaker it is".to_owned()),
        many => notices.push(format!("{many} places where others have the words are not shown; without --speaker they are")),
    }
    Ok(notices)
}

/// Names who has the words, each once.
fn speakers<'a>(places: impl Iterator<Item = &'a Place>) -> String {
    let names: BTreeSet<&str> = places.map(|place| place.speaker.as_deref().unwrap_or(unnamed(place))).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// Gives how a place is told of where nobody is named.
fn unnamed(place: &Place) -> &'static str {
    if place.claim.is_some() { "someone unnamed" } else { "the article's own words" }
}

/// Tells whether two names may be of one: equal, or one the other with fewer words ("Dastan").
fn is_same_name(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_subset(other) || other.is_subset(one)
}

/// Gives the words of a name's normal form.
fn name_words(name: &str) -> BTreeSet<String> {
    name_key(name).split(' ').map(str::to_owned).collect()
}

fn source(stored: &Stored) -> Option<String> {
    stored.document.article.source.as_ref().map(|fact| fact.value.clone())
}

fn published(stored: &Stored) -> Option<i64> {
    stored.document.article.published.as_ref().and_then(|published| seconds(&published.value))
}

fn traced(stored: &Stored, place: Place, rank: u64, tracing: &Tracing) -> Traced {
    let (article, findings) = (&stored.document.article, &stored.document.findings);
    // Words may run over into the next passage: where they begin is cited, and their own bytes go on.
    let number = findings.passages.partition_point(|passage| passage.end <= place.span.start);
    let passage = findings.passages.get(number).copied().unwrap_or(place.span);
    let id = Id { article: stored.id, part: Part::Passage(number as u32) };
    let nothing = Query { root: Node::All };
    let mut hit = hit(stored, id, HitKind::Passage, passage, None, &nothing, tracing.here.as_deref(), &tracing.corrections);
    let window = Window::new(article, passage);
    hit.rank = rank;
    hit.highlights = place.words.iter().filter_map(|word| window.chars(word.intersection(passage)?)).collect();
    let held = |claim: &Claim| claim.content.iter().any(|part| part.overlaps(place.span));
    let numbers = findings.claims.iter().enumerate().filter(|(_, claim)| held(claim));
    let corrections = &tracing.corrections;
    hit.claims = numbers.filter_map(|(number, claim)| corrections.claim(&window, stored.id, number, claim)).collect();
    let hull = place.words.first().zip(place.words.last()).map(|(first, last)| Span::new(first.start, last.end.max(first.end)));
    let hull = hull.unwrap_or(place.span);
    let bytes = ByteMap::hull(&article.map.pieces(hull));
    Traced {
        class: place.class,
        difference: place.difference,
        speaker: place.speaker,
        claim: place.claim.map(|number| Id { article: stored.id, part: Part::Claim(number as u32) }.to_string()),
        lines: Window::new(article, hull).provenance(&stored.root, String::new()).lines,
        bytes: bytes.map(|bytes| [bytes.start, bytes.end]),
        notices: place.notices,
        hit,
    }
}
