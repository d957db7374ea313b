//! Which documents does a question match? Sets of documents per segment, made leaf by leaf.

use super::corrected::Corrected;
use super::docset::DocBits;
use super::facets::FacetColumn;
use super::occurrences::{Stemmed, each_doc};
use super::owners::documents_of;
use super::schema::{Kind, TextFields, UnitFields};
use super::segments::{Number, Segments};
use super::walks::{Walk, Walks};
use super::words::stem_term;
use crate::engine::Unit;
use crate::error::{Error, Result};
use crate::model::compound::as_one;
use crate::model::normal::{fold_word, name_key, words};
use crate::model::query::{Field, Leaf, Node, Occur, Pattern, Piece, Test};
use crate::model::time::day;
use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;
use tantivy::query::{EnableScoring, FuzzyTermQuery, InvertedIndexRangeQuery, Query, RegexPhraseQuery, RegexQuery};
use tantivy::schema::{Field as StoreField, IndexRecordOption};
use tantivy::{SegmentReader, Term};

/// Matches questions against one kind of documents.
pub(super) struct Matcher<'a> {
    pub segments: &'a Segments,
    pub unit: Unit,
    /// Whether bare words side by side must all occur.
    pub all: bool,
    pub corrected: &'a Corrected<'a>,
    pub walks: &'a Walks<'a>,
}

/// What must all hold, of one of each list something, and nothing of the last.
#[derive(Default)]
struct Parts<'n> {
    all: Vec<&'n Node>,
    some: Vec<Vec<&'n Node>>,
    none: Vec<&'n Node>,
}

/// One set a segment, in the searcher's order of segments.
pub(super) type Sets = Vec<DocBits>;

impl Matcher<'_> {
    /// Gives the live documents that match.
    pub(super) fn matches(&self, node: &Node) -> Result<Sets> {
        let mut sets = self.node(node)?;
        for (set, segment) in sets.iter_mut().zip(self.segments.searcher.segment_readers()) {
            if let Some(alive) = segment.alive_bitset() {
                let mut living = DocBits::empty(segment.max_doc());
                set.iter().filter(|doc| alive.is_alive(*doc)).for_each(|doc| living.insert(doc));
                *set = living;
            }
        }
        if self.unit == Unit::Claim {
            self.corrected.leave_out(&mut sets);
        }
        Ok(sets)
    }

    fn node(&self, node: &Node) -> Result<Sets> {
        if self.unit == Unit::Passage && is_of_claims(node) && binds(node) {
            return self.passages_of_claims(node);
        }
        match node {
            Node::All => self.everything(),
            Node::Leaf(leaf) => match self.walked(node)? {
                Some(walk) => Ok(walk.passages().cloned().collect()),
                None => self.leaf(leaf),
            },
            Node::Boost(inner, _) => self.node(inner),
            Node::Or(nodes) => self.any(nodes),
            Node::Not(_) | Node::And(_) | Node::Group(_) => {
                let mut parts = Parts::default();
                self.part(node, &mut parts);
                self.whole(&parts)
            }
        }
    }

    /// Takes apart what must all hold, however it is nested: tests on a claim bind inside one claim wherever they were typed.
    fn part<'n>(&self, node: &'n Node, parts: &mut Parts<'n>) {
        match node {
            Node::Boost(inner, _) => self.part(inner, parts),
            Node::Not(inner) => parts.none.push(inner),
            Node::And(nodes) => nodes.iter().for_each(|node| self.part(node, parts)),
            Node::Group(clauses) => {
                let must = clauses.iter().any(|clause| clause.occur == Occur::Must);
                let mut some = Vec::new();
                for clause in clauses {
                    match clause.occur {
                        Occur::Must => self.part(&clause.node, parts),
                        Occur::Not => parts.none.push(&clause.node),
                        // Tests on a field are filters, whatever the match mode: only words are counted by it.
                        Occur::Bare if self.all || !clause.node.is_words() => self.part(&clause.node, parts),
                        Occur::Bare => some.push(&clause.node),
                    }
                }
                if !some.is_empty() && !must {
                    parts.some.push(some);
                }
            }
            Node::All | Node::Leaf(_) | Node::Or(_) => parts.all.push(node),
        }
    }

    fn whole(&self, parts: &Parts<'_>) -> Result<Sets> {
        let is_bound = |node: &&Node| self.unit == Unit::Passage && is_of_claims(node);
        let (of_claims, others): (Vec<&Node>, Vec<&Node>) = parts.all.iter().copied().partition(is_bound);
        let bound = of_claims.iter().any(|node| binds(node));
        // A claim is excluded within the claim that the other tests bind; where none is bound, the passage is.
        let (inside, outside): (Vec<&Node>, Vec<&Node>) =
            parts.none.iter().copied().partition(|node| bound && is_of_claims(node));
        let mut sets = None;
        if bound {
            let negated = inside.into_iter().map(|node| Node::Not(Box::new(node.clone())));
            let claims = Node::And(of_claims.into_iter().cloned().chain(negated).collect());
            join(&mut sets, self.passages_of_claims(&claims)?.iter(), DocBits::and);
        } else {
            self.each(&of_claims, &mut sets)?;
        }
        // Days are read document by document: of those alone that are left.
        let (days, others): (Vec<&Node>, Vec<&Node>) = others.into_iter().partition(|node| day_test(node).is_some());
        self.each(&others, &mut sets)?;
        for some in &parts.some {
            join(&mut sets, self.any(some.iter().copied())?.iter(), DocBits::and);
        }
        let mut sets = sets.map_or_else(|| self.everything(), Ok)?;
        for test in days.into_iter().filter_map(day_test) {
            self.keep_published(&mut sets, test)?;
        }
        for node in outside {
            without(&mut sets, &self.node(node)?);
        }
        Ok(sets)
    }

    fn any<'n>(&self, nodes: impl IntoIterator<Item = &'n Node>) -> Result<Sets> {
        let mut sets: Option<Sets> = None;
        for node in nodes {
            match self.walked(node)? {
                Some(walk) => join(&mut sets, walk.passages(), DocBits::or),
                None => join(&mut sets, self.node(node)?.iter(), DocBits::or),
            }
        }
        Ok(sets.unwrap_or_else(|| self.segments.nothing()))
    }

    fn each(&self, nodes: &[&Node], sets: &mut Option<Sets>) -> Result<()> {
        for node in nodes {
            match self.walked(node)? {
                Some(walk) => join(sets, walk.passages(), DocBits::and),
                None => join(sets, self.node(node)?.iter(), DocBits::and),
            }
        }
        Ok(())
    }

    pub(super) fn everything(&self) -> Result<Sets> {
        let kind = match self.unit {
            Unit::Passage => Kind::Passage,
            Unit::Claim => Kind::Claim,
        };
        self.term(&Term::from_field_u64(self.segments.fields.kind, kind as u64))
    }

    /// Answers tests on claims by the claims, and gives the passages that those stand in.
    fn passages_of_claims(&self, node: &Node) -> Result<Sets> {
        let claims = Matcher { unit: Unit::Claim, ..*self }.matches(node)?;
        let mut keys: BTreeSet<(u64, u64)> = BTreeSet::new();
        for (at, (set, segment)) in claims.iter().zip(self.segments.searcher.segment_readers()).enumerate() {
            let (article, passages) = (self.segments.numbers(at, Number::Article)?, column(segment, "passages")?);
            for doc in set.iter() {
                let id = article.first(doc).unwrap_or_default();
                keys.extend(passages.values_for_doc(doc).map(|passage| (id, passage)));
            }
        }
        let articles: BTreeSet<u64> = keys.iter().map(|(article, _)| *article).collect();
        let kinds = self.everything()?;
        let mut sets = self.segments.nothing();
        let readers = self.segments.searcher.segment_readers().iter().enumerate();
        for ((set, of_kind), (at, segment)) in sets.iter_mut().zip(&kinds).zip(readers) {
            let index = segment.inverted_index(self.segments.fields.article).map_err(unreadable)?;
            let position = self.segments.numbers(at, Number::Position)?;
            for id in &articles {
                let term = Term::from_field_u64(self.segments.fields.article, *id);
                each_doc(index.read_block_postings(&term, IndexRecordOption::Basic).map_err(unreadable)?, |doc| {
                    if of_kind.contains(doc) && keys.contains(&(*id, position.first(doc).unwrap_or_default())) {
                        set.insert(doc);
                    }
                });
            }
        }
        Ok(sets)
    }

    fn leaf(&self, leaf: &Leaf) -> Result<Sets> {
        let unit = self.unit_fields();
        match leaf.field {
            Field::Text => self.text(unit.text, &leaf.test),
            Field::Title => self.of_articles(self.text(self.segments.fields.title, &leaf.test)?),
            Field::Claim => self.text(self.segments.fields.claim.text, &leaf.test),
            Field::Quote => self.text(self.segments.fields.quote, &leaf.test),
            Field::Published => self.published(&leaf.test),
            Field::Source => self.of_articles(self.name(self.segments.fields.source, &leaf.test)?),
            Field::Byline => self.of_articles(self.name(self.segments.fields.byline, &leaf.test)?),
            Field::Entity => self.entity(unit, &leaf.test),
            Field::Person => self.name(unit.person, &leaf.test),
            Field::Organization => self.name(unit.organization, &leaf.test),
            Field::Place => self.name(unit.place, &leaf.test),
            Field::Speaker if leaf.test == Test::Exists => self.corrected(leaf, self.spoken_by_name()?),
            Field::Speaker => self.corrected(leaf, self.name(self.segments.fields.speaker, &leaf.test)?),
            Field::Cue => self.name(self.segments.fields.cue, &leaf.test),
            Field::Stance => self.corrected(leaf, self.name(self.segments.fields.stance, &leaf.test)?),
            Field::Kind => self.name(self.segments.fields.claim_kind, &leaf.test),
            Field::Negated => self.corrected(leaf, self.name(self.segments.fields.negated, &leaf.test)?),
            Field::Via => self.name(self.segments.fields.via, &leaf.test),
            Field::Lang => self.of_articles(self.name(self.segments.fields.lang, &leaf.test)?),
            Field::Path => self.of_articles(self.part_of(self.segments.fields.path, &leaf.test)?),
            Field::Url => self.of_articles(self.part_of(self.segments.fields.url, &leaf.test)?),
        }
    }

    /// Gives where the only word of a node occurs, if it is walked for ranking too.
    fn walked(&self, node: &Node) -> Result<Option<Arc<Walk>>> {
        let test = match node {
            Node::Boost(inner, _) => return self.walked(inner),
            Node::Leaf(Leaf { field: Field::Text, test: Test::Word(word) }) if self.unit == Unit::Passage => word,
            _ => return Ok(None),
        };
        let mut forms = words(test);
        match (forms.next(), forms.next()) {
            (Some(word), None) => self.walks.ranked(&stem_term(&word.form)),
            _ => Ok(None),
        }
    }

    /// Gives the claims whose speaker has a name: of others the words that stand for the speaker can be asked for, as names can.
    fn spoken_by_name(&self) -> Result<Sets> {
        let mut sets = self.everything()?;
        for (set, segment) in sets.iter_mut().zip(self.segments.searcher.segment_readers()) {
            let names = FacetColumn::Speaker.of(segment)?;
            let mut named = DocBits::empty(segment.max_doc());
            let has_name = |doc: &u32| names.as_ref().is_some_and(|names| names.term_ords(*doc).next().is_some());
            set.iter().filter(has_name).for_each(|doc| named.insert(doc));
            *set = named;
        }
        Ok(sets)
    }

    fn corrected(&self, leaf: &Leaf, mut sets: Sets) -> Result<Sets> {
        self.corrected.hold(leaf.field, &leaf.test, &mut sets);
        Ok(sets)
    }

    /// Gives the passages or claims of the articles that were found.
    fn of_articles(&self, articles: Sets) -> Result<Sets> {
        documents_of(self.segments, &articles, &self.everything()?)
    }

    fn entity(&self, unit: &UnitFields, test: &Test) -> Result<Sets> {
        let mut sets = self.segments.nothing();
        for field in unit.entities() {
            self.name(field, test)?.iter().zip(&mut sets).for_each(|(more, set)| set.or(more));
        }
        Ok(sets)
    }

    fn unit_fields(&self) -> &UnitFields {
        match self.unit {
            Unit::Passage => &self.segments.fields.passage,
            Unit::Claim => &self.segments.fields.claim,
        }
    }

    /// A test on running text: words by stem, phrases and patterns by form.
    fn text(&self, fields: TextFields, test: &Test) -> Result<Sets> {
        let field = fields.forms;
        match test {
            Test::Word(word) => {
                let forms: Vec<String> = words(word).map(|word| word.form).collect();
                match (forms.as_slice(), as_one(word)) {
                    ([form], _) => self.stem(fields, &stem_term(form)),
                    (_, one) => {
                        let mut sets = self.phrase(field, &forms, 0)?;
                        let Some(one) = one else { return Ok(sets) };
                        sets.iter_mut().zip(&self.stem(fields, &stem_term(&one))?).for_each(|(set, more)| set.or(more));
                        Ok(sets)
                    }
                }
            }
            Test::Phrase { words: typed, slop } => self.phrase_in_all_ways(fields, typed, *slop),
            Test::Near { left, right, distance } => self.near(field, [left, right], *distance),
            Test::Prefix(prefix) => {
                let mut forms: Vec<String> = words(prefix).map(|word| word.form).collect();
                match (forms.pop(), forms.is_empty()) {
                    (None, _) => Ok(self.segments.nothing()),
                    (Some(last), true) => self.prefix(field, &last),
                    (Some(last), false) => {
                        let whole = forms.iter().map(|form| escaped(form));
                        self.patterns(field, whole.chain([escaped(&last) + ANY_OF_FORM]).collect())
                    }
                }
            }
            Test::Wildcard(pattern) => {
                let mut regexes: Vec<String> = Pattern::words(pattern).iter().map(regex).collect();
                match regexes.len() {
                    0 => Ok(self.segments.nothing()),
                    1 => self.pattern(field, &regexes.remove(0)),
                    _ => self.patterns(field, regexes),
                }
            }
            Test::Fuzzy { word, distance } => self.fuzzy(field, &fold_word(word), *distance),
            Test::Range { .. } => Ok(self.segments.nothing()),
            Test::Exists => self.prefix(field, ""),
        }
    }

    /// A test on names: whole normal forms.
    fn name(&self, field: StoreField, test: &Test) -> Result<Sets> {
        match test {
            Test::Word(name) | Test::Phrase { words: name, .. } => self.term(&Term::from_field_text(field, &name_key(name))),
            Test::Near { left, right, .. } => self.term(&Term::from_field_text(field, &name_key(&format!("{left} {right}")))),
            Test::Prefix(prefix) if prefix.ends_with(char::is_alphanumeric) => self.prefix(field, &name_key(prefix)),
            Test::Prefix(prefix) => self.pattern(field, &regex(&Pattern::name(&format!("{prefix}*")))),
            Test::Wildcard(pattern) => self.pattern(field, &regex(&Pattern::name(pattern))),
            Test::Fuzzy { word, distance } => self.fuzzy(field, &name_key(word), *distance),
            Test::Range { .. } => Ok(self.segments.nothing()),
            Test::Exists => self.prefix(field, ""),
        }
    }

    /// A test on paths and addresses: any part of the value as it is written, `*` and `?` for more.
    fn part_of(&self, field: StoreField, test: &Test) -> Result<Sets> {
        match test {
            Test::Word(part) | Test::Phrase { words: part, .. } => self.pattern(field, &format!(".*{}.*", escaped(part))),
            Test::Near { left, right, .. } => self.pattern(field, &format!(".*{}.*", escaped(&format!("{left} {right}")))),
            Test::Prefix(prefix) => self.prefix(field, prefix),
            Test::Wildcard(pattern) => self.pattern(field, &regex(&Pattern::exact(pattern))),
            Test::Fuzzy { word, .. } => self.pattern(field, &format!(".*{}.*", escaped(word))),
            Test::Range { .. } => Ok(self.segments.nothing()),
            Test::Exists => self.prefix(field, ""),
        }
    }

    fn prefix(&self, field: StoreField, prefix: &str) -> Result<Sets> {
        self.range(field, prefix, after(prefix).as_deref())
    }

    /// Values from one on, up to another that is not meant.
    fn range(&self, field: StoreField, from: &str, to: Option<&str>) -> Result<Sets> {
        let lower = Bound::Included(Term::from_field_text(field, from));
        let upper = match to {
            Some(next) => Bound::Excluded(Term::from_field_text(field, next)),
            // Terms are cut at 4,096 bytes, and no character sorts behind the last one.
            None => Bound::Included(Term::from_field_text(field, &char::MAX.to_string().repeat(8))),
        };
        self.query(&InvertedIndexRangeQuery::new(lower, upper))
    }

    /// Words one behind the other that fit patterns.
    fn patterns(&self, field: StoreField, regexes: Vec<String>) -> Result<Sets> {
        let mut query = RegexPhraseQuery::new(field, regexes);
        query.set_max_expansions(u32::MAX);
        match query.regexes() {
            Ok(_) => self.query(&query),
            Err(_) => Ok(self.segments.nothing()),
        }
    }

    fn pattern(&self, field: StoreField, regex: &str) -> Result<Sets> {
        match RegexQuery::from_pattern(regex, field) {
            Ok(query) => self.query(&query),
            // The pattern is too large to compile: nothing can be said to match it.
            Err(_) => Ok(self.segments.nothing()),
        }
    }

    fn fuzzy(&self, field: StoreField, form: &str, distance: u8) -> Result<Sets> {
        self.query(&FuzzyTermQuery::new(Term::from_field_text(field, form), distance.min(2), true))
    }

    fn published(&self, test: &Test) -> Result<Sets> {
        let mut sets = self.everything()?;
        self.keep_published(&mut sets, test)?;
        Ok(sets)
    }

    /// Keeps what was published on the days that a test wants.
    fn keep_published(&self, sets: &mut Sets, test: &Test) -> Result<()> {
        let (from, to) = match test {
            Test::Range { from, to } => (from.as_deref(), to.as_deref()),
            Test::Word(day) => (Some(day.as_str()), Some(day.as_str())),
            Test::Exists => (None, None),
            _ => {
                *sets = self.segments.nothing();
                return Ok(());
            }
        };
        let first = from.map_or(Some(i64::MIN), |from| day(from).map(|(first, _)| first));
        let last = to.map_or(Some(i64::MAX), |to| day(to).map(|(_, last)| last));
        let (Some(first), Some(last)) = (first, last) else {
            *sets = self.segments.nothing();
            return Ok(());
        };
        for (at, (set, segment)) in sets.iter_mut().zip(self.segments.searcher.segment_readers()).enumerate() {
            let published = self.segments.published(at)?;
            let mut kept = DocBits::empty(segment.max_doc());
            set.iter()
                .filter(|doc| published.first(*doc).is_some_and(|at| (first..=last).contains(&at)))
                .for_each(|doc| kept.insert(doc));
            *set = kept;
        }
        Ok(())
    }

    pub(super) fn term(&self, term: &Term) -> Result<Sets> {
        let mut sets = self.segments.nothing();
        for (set, segment) in sets.iter_mut().zip(self.segments.searcher.segment_readers()) {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            each_doc(index.read_block_postings(term, IndexRecordOption::Basic).map_err(unreadable)?, |doc| set.insert(doc));
        }
        Ok(sets)
    }

    fn stem(&self, fields: TextFields, stem: &str) -> Result<Sets> {
        let (stemmed, mut sets) = (Stemmed::new(self.segments, fields, stem)?, self.segments.nothing());
        for (at, set) in sets.iter_mut().enumerate() {
            stemmed.lists(at).each_doc(|doc| set.insert(doc))?;
        }
        Ok(sets)
    }

    pub(super) fn query(&self, query: &dyn Query) -> Result<Sets> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.segments.searcher)).map_err(unreadable)?;
        let mut sets = self.segments.nothing();
        for (set, segment) in sets.iter_mut().zip(self.segments.searcher.segment_readers()) {
            weight.for_each_no_score(segment, &mut |docs| docs.iter().for_each(|doc| set.insert(*doc))).map_err(unreadable)?;
        }
        Ok(sets)
    }
}

/// Reads a fast column of whole numbers.
pub(super) fn column(segment: &SegmentReader, name: &str) -> Result<tantivy::fastfield::Column<u64>> {
    segment.fast_fields().u64(name).map_err(unreadable)
}

/// Turns the engine's error into ours.
pub(super) fn unreadable(error: impl Into<tantivy::TantivyError>) -> Error {
    Error::index("cannot read the index: rebuild it with `whosaid index --rebuild`").because(error.into())
}

/// Changes each set by one more; all of `more` where nothing was asked before.
fn join<'s>(sets: &mut Option<Sets>, more: impl Iterator<Item = &'s DocBits>, change: impl Fn(&mut DocBits, &DocBits)) {
    match sets {
        Some(sets) => sets.iter_mut().zip(more).for_each(|(set, more)| change(set, more)),
        None => *sets = Some(more.cloned().collect()),
    }
}

/// Gives the test of a node that asks for days.
fn day_test(node: &Node) -> Option<&Test> {
    match node {
        Node::Leaf(leaf) if leaf.field == Field::Published => Some(&leaf.test),
        _ => None,
    }
}

fn without(sets: &mut Sets, others: &Sets) {
    sets.iter_mut().zip(others).for_each(|(set, other)| set.without(other));
}

/// Tells whether every test in it is on a claim.
pub(super) fn is_of_claims(node: &Node) -> bool {
    match node {
        Node::All => false,
        Node::Leaf(leaf) => leaf.field.is_of_claim(),
        Node::Not(inner) | Node::Boost(inner, _) => is_of_claims(inner),
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().all(is_of_claims),
        Node::Group(clauses) => clauses.iter().all(|clause| is_of_claims(&clause.node)),
    }
}

/// Tells whether, of tests on claims, one says what a claim is, not only what it is not.
fn binds(node: &Node) -> bool {
    match node {
        Node::All | Node::Not(_) => false,
        Node::Leaf(_) => true,
        Node::Boost(inner, _) => binds(inner),
        Node::And(nodes) => nodes.iter().any(binds),
        Node::Or(nodes) => nodes.iter().all(binds),
        Node::Group(clauses) => clauses.iter().any(|clause| clause.occur != Occur::Not && binds(&clause.node)),
    }
}

/// Any number of characters, and one: a dot would leave out line breaks.
const ANY_OF_FORM: &str = r"[^\x00]*";
const ONE_OF_FORM: &str = r"[^\x00]";

fn regex(pattern: &Pattern) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Any => ANY_OF_FORM.to_owned(),
        Piece::One => ONE_OF_FORM.to_owned(),
        Piece::Letter(letter) => escaped(letter.encode_utf8(&mut [0; 4])),
    };
    pattern.pieces.iter().map(piece).collect()
}

fn escaped(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    for c in part.chars() {
        if r".+*?()|[]{}^$\&~#-".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Gives the first text that sorts behind all that begin with `prefix`; `None` where there is no such text.
fn after(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        if let Some(next) = ((last as u32 + 1)..=(char::MAX as u32)).find_map(char::from_u32) {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}
