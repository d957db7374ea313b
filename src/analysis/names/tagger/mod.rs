//! Which stretches are names, and of what kind, as learned from marked text?
//!
//! A linear model labels each word of the stretches where names can be, from features of the word, its neighbours, what the rules
//! say (`super::marks`) and the rest of the article. The trainer (`training/`) makes the same features by the same code.

mod agreement;
mod features;
pub mod lexicon;
mod memory;
pub mod model;
mod words;

use super::certain;
use super::evidence::Evidence;
use super::gazetteer::Facts;
use super::join;
use super::marks::{Mark, Strength};
use super::tokens::{Sentence, Shape, Token};
use crate::model::document::EntityKind;
use crate::model::span::Span;
use features::Place;
use foldhash::{HashMap, HashMapExt};
use lexicon::{LONGEST_NAME, lexicon, longer};
use memory::Known;
use model::{Model, OUTSIDE, Part, Scores, label, meaning};
use std::ops::Range;
use std::rc::Rc;
use words::Elsewhere;

/// An article as the rules read it.
pub(super) struct Reading<'a, 't> {
    pub text: &'t str,
    pub tokens: &'a [Token<'t>],
    pub sentences: &'a [Sentence],
    pub evidence: &'a Evidence<'t>,
    /// In order, disjoint.
    pub marks: &'a [Mark],
}

/// Words in a row that are labelled together, as a learner sees them.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub words: Vec<Span>,
    /// For each word, its features.
    pub features: Vec<Vec<u64>>,
    /// For each word, what the rules say: a label of [`model`].
    pub rules: Vec<usize>,
}

/// How many words are labelled together at most, so that work on one name stays bounded: lines of shouted words have some fifty.
const LONGEST_STRETCH: usize = 128;

/// How many words in lower case, numbers or marks may stand between two capitalised words that are labelled together.
const LONGEST_GAP: usize = 3;

fn is_ordinal(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len() && matches!(letters, "st" | "nd" | "rd" | "th")
}

/// Tells whether it is a single common word with a capital, which the rules take for no name: "The", "In", "But".
fn says_nothing(reading: &Reading, piece: &Piece) -> bool {
    let is_common = || reading.tokens[piece.first].facts.any(Facts::COMMON | Facts::NEVER | Facts::CALENDAR);
    let next = || reading.marks.partition_point(|mark| mark.end <= piece.first);
    piece.end == piece.first + 1 && is_common() && reading.marks.get(next()).is_none_or(|mark| mark.first > piece.first)
}

/// Tells whether it is a word in lower case or a mark that stands in names.
#[rustfmt::skip]
fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "the" | "in" | "on" | "at" | "to" | "de" | "da" | "di" | "do" | "du" | "del" | "della" | "der" | "den" | "des" | "dos" | "das" | "van" | "von" | "ter" | "ten" | "bin" | "ibn" | "bint" | "ben" | "al" | "el" | "la" | "le" | "y" | "abu" | "zu" | "af" | "av" | "e" | "et" | "und" | "&" | "'" | "’" | "." | "-" | "–" | "/" | "," | "a" | "n" | "upon" | "sur" | "ul" | "los" | "las" | "les" | "s")
}
/// What the article's labels are made from, words' parts made once.
struct Labeller<'a, 't> {
    reading: &'a Reading<'a, 't>,
    pieces: Vec<Piece>,
    words: Vec<Rc<Known>>,
    elsewhere: Vec<Elsewhere>,
    /// For each token, its word, from 1; 0 where it was not looked at.
    of_token: Vec<u32>,
    /// For each token, what the rules say: label + 1, and how sure they are, in three bits.
    rules: Vec<u16>,
    /// For each token, the lists of the name of several words of the lexicon that it stands in, and where in it; 0 for none.
    phrases: Vec<u16>,
}

/// Finds the names of an article.
pub(super) fn tag(model: &Model, reading: &Reading) -> Vec<Mark> {
    let labeller = Labeller::new(reading);
    let mut sums = Sums::new(model, labeller.words.len());
    let mut marks = Vec::with_capacity(reading.marks.len());
    let mut votes = Vec::with_capacity(reading.marks.len());
    for stretch in &labeller.pieces {
        let scores: Vec<Scores> =
            (stretch.first..stretch.end).map(|at| labeller.scores(at, stretch.sentence, &mut sums)).collect();
        for (words, kind) in names(&model.decode(&scores)) {
            let mark = mark(reading, stretch.first + words.start, stretch.first + words.end, kind);
            votes.push(agreement::votes(&scores[words], reading.tokens, &mark));
            marks.push(mark);
        }
    }
    // What was made for each word is as large as the text.
    drop((sums, labeller));
    agreement::agree(reading.tokens, &mut marks, &votes);
    drop(votes);
    agreement::part_owners(reading.tokens, reading.marks, &mut marks);
    certain::keep(reading.text, reading.tokens, reading.marks, &mut marks);
    agreement::recall(reading.marks, &mut marks);
    keep_bodies(reading, marks)
}

/// Gives what a learner is shown of an article.
pub(super) fn show(reading: &Reading) -> Vec<Stretch> {
    let labeller = Labeller::new(reading);
    let label_of = |rule: &u16| usize::from(rule >> 3).checked_sub(1).unwrap_or(OUTSIDE);
    let shown = |piece: &Piece| Stretch {
        words: reading.tokens[piece.first..piece.end].iter().map(|token| token.span).collect(),
        features: (piece.first..piece.end).map(|at| labeller.features(at, piece.sentence)).collect(),
        rules: labeller.rules[piece.first..piece.end].iter().map(label_of).collect(),
    };
    labeller.pieces.iter().map(shown).collect()
}

/// Tokens that are labelled together, and the sentence that they stand in.
#[derive(Clone, Copy, Debug)]
struct Piece {
    first: usize,
    end: usize,
    sentence: Sentence,
}

/// Gives the stretches of tokens in which names can stand: capitalised words and what may join them.
fn stretches(reading: &Reading) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for sentence in reading.sentences {
        let from = found.len();
        for at in sentence.first..sentence.end {
            let token = &reading.tokens[at];
            if !token.is_capital() {
                continue;
            }
            let open = if found.len() > from { found.last_mut() } else { None };
            match open {
                Some(open) if at - open.first < LONGEST_STRETCH && joins(&reading.tokens[open.end..at]) => {
                    open.end = at + 1;
                }
                // "20th Century", "7th Army".
                _ if at > sentence.first && is_ordinal(reading.tokens[at - 1].text) => {
                    found.push(Piece { first: at - 1, end: at + 1, sentence: *sentence });
                }
                _ => found.push(Piece { first: at, end: at + 1, sentence: *sentence }),
            }
        }
        let own = found.split_off(from);
        found.extend(own.into_iter().filter(|piece| !says_nothing(reading, piece)));
        for stretch in &mut found[from..] {
            let next = reading.tokens[..sentence.end].get(stretch.end);
            stretch.end += usize::from(next.is_some_and(|next| next.shape == Shape::Number));
        }
    }
    found
}

fn joins(between: &[Token]) -> bool {
    between.len() <= LONGEST_GAP && between.iter().all(|token| token.shape == Shape::Number || is_joint(token.text))
}

/// For each word of the article, the sum of what its own features speak for, made when it is first needed.
struct Sums<'m> {
    model: &'m Model<'m>,
    /// Whether it is the model that the program carries, of which sums are remembered.
    is_carried: bool,
    known: Vec<Option<Scores>>,
}

impl<'m> Sums<'m> {
    fn new(model: &'m Model<'m>, words: usize) -> Self {
        Sums { model, is_carried: std::ptr::eq(model, model::model()), known: vec![None; words] }
    }

    /// Adds the sum of word `word` standing `steps` behind the one that is labelled.
    fn add(&mut self, labeller: &Labeller, word: usize, steps: i32, scores: &mut Scores) {
        let model = self.model;
        let sum = match steps {
            0 => self.known[word].get_or_insert_with(|| {
                let mut sum = Scores::default();
                labeller.word_features(word, 0, &mut |feature| model.add(feature, &mut sum));
                sum
            }),
            _ if self.is_carried => labeller.words[word].beside(model, steps),
            _ => return labeller.word_features(word, steps, &mut |feature| model.add(feature, scores)),
        };
        scores.iter_mut().zip(sum).for_each(|(score, sum)| *score += *sum);
    }
}

impl<'a, 't> Labeller<'a, 't> {
    fn new(reading: &'a Reading<'a, 't>) -> Self {
        let mut rules = vec![0u16; reading.tokens.len()];
        for mark in reading.marks {
            for (at, rule) in (mark.first..mark.end).zip(&mut rules[mark.first..mark.end]) {
                *rule = ((label(mark.kind, part(at, mark.first, mark.end)) as u16 + 1) << 3) | (mark.strength as u16 + 1);
            }
        }
        let mut labeller = Labeller {
            reading,
            pieces: stretches(reading),
            words: Vec::new(),
            elsewhere: Vec::new(),
            of_token: vec![0; reading.tokens.len()],
            rules,
            phrases: vec![0; reading.tokens.len()],
        };
        labeller.read_words();
        labeller.read_elsewhere();
        labeller.read_phrases();
        labeller
    }

    /// Makes the words of all tokens that are labelled, and of their neighbours.
    fn read_words(&mut self) {
        let tokens = self.reading.tokens;
        let mut known: HashMap<&str, u32> = HashMap::new();
        for stretch in &self.pieces {
            let around = stretch.first.saturating_sub(2)..tokens.len().min(stretch.end + 2);
            for (number, token) in
                self.of_token[around.clone()].iter_mut().zip(&tokens[around]).filter(|(number, _)| **number == 0)
            {
                *number = *known.entry(token.text).or_insert_with(|| {
                    self.words.push(memory::known(token));
                    self.words.len() as u32
                });
            }
        }
    }

    /// Reads what the article as a whole says of the words.
    fn read_elsewhere(&mut self) {
        let Reading { tokens, evidence, .. } = self.reading;
        self.elsewhere = vec![Elsewhere::default(); self.words.len()];
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_capital()) {
            let Some(word) = (self.of_token[at] as usize).checked_sub(1) else { continue };
            let elsewhere = &mut self.elsewhere[word];
            if elsewhere.votes == [0; 5] {
                elsewhere.lower = evidence.is_lower(token);
                elsewhere.capital = evidence.seen(token.text).min(3) as u8;
            }
            let rule = usize::from(self.rules[at] >> 3);
            let kind = rule.checked_sub(1).map_or(4, |label| label / 4);
            elsewhere.votes[kind] = elsewhere.votes[kind].saturating_add(1);
            if kind < 4 && rule - 1 != label(EntityKind::ALL[kind], Part::Single) {
                elsewhere.parts |= 1 << (kind * 3 + (rule - 1) % 4);
            }
        }
    }

    fn word_features(&self, word: usize, steps: i32, add: &mut impl FnMut(u64)) {
        match steps {
            0 => features::own(&self.words[word].word, &self.elsewhere[word], add),
            _ => features::beside(&self.words[word].word, steps, add),
        }
    }

    fn features(&self, at: usize, sentence: Sentence) -> Vec<u64> {
        let mut found = Vec::with_capacity(80);
        let mut add = |feature| found.push(feature);
        for steps in -2..=2 {
            if let Some(word) = self.word_at(at, steps, sentence) {
                self.word_features(word, steps, &mut add);
            }
        }
        features::placed(&self.place(at, sentence), &mut add);
        found
    }

    fn scores(&self, at: usize, sentence: Sentence, sums: &mut Sums) -> Scores {
        let mut scores = Scores::default();
        for steps in -2..=2 {
            if let Some(word) = self.word_at(at, steps, sentence) {
                sums.add(self, word, steps, &mut scores);
            }
        }
        let model = sums.model;
        features::placed(&self.place(at, sentence), &mut |feature| model.add(feature, &mut scores));
        scores
    }

    /// Gives the word `steps` behind a token, if it stands in the sentence.
    fn word_at(&self, at: usize, steps: i32, sentence: Sentence) -> Option<usize> {
        let there = at.checked_add_signed(steps as isize)?;
        let word = *self.of_token.get(there).filter(|_| (sentence.first..sentence.end).contains(&there))?;
        (word as usize).checked_sub(1)
    }

    fn place(&self, at: usize, sentence: Sentence) -> Place {
        let tokens = self.reading.tokens;
        let (first, end) = (sentence.first, sentence.end);
        let token = &tokens[at];
        let rule =
            |there: Option<usize>| there.filter(|there| (first..end).contains(there)).map_or(0xffff, |there| self.rules[there]);
        let around = [-2, -1, 0, 1, 2].map(|steps| self.word_at(at, steps, sentence));
        let elsewhere = around[2].map(|word| self.elsewhere[word]).unwrap_or_default();
        let (verdict, always) = elsewhere.verdict();
        Place {
            rules: [self.rules[at], rule(at.checked_sub(1)), rule(Some(at + 1))],
            lower: around.map(|word| word.map_or(0, |word| self.words[word].word.lower)),
            group: around.map(|word| word.map_or(0xffff, |word| self.words[word].word.entry.groups[2])),
            shape: around[2].map_or(0, |word| self.words[word].word.shape),
            headline: sentence.headline,
            opens: token.opens,
            possessive: token.possessive,
            glued: at > first && tokens[at - 1].span.end == token.span.start,
            first: at == first,
            last: at + 1 == end,
            phrase: self.phrases[at],
            lower_elsewhere: elsewhere.lower,
            verdict: (verdict * 2 + usize::from(always)) as u8,
        }
    }

    /// Finds the names of several words of the lexicon, the longest from each word on.
    fn read_phrases(&mut self) {
        let word = |at: usize| (*self.of_token.get(at)? as usize).checked_sub(1).map(|word| &self.words[word].word);
        for stretch in &self.pieces {
            let mut at = stretch.first;
            while at < stretch.end {
                let Some(begin) = word(at).filter(|word| word.entry.lists & lexicon::BEGINS != 0) else {
                    at += 1;
                    continue;
                };
                let (mut key, mut found) = (begin.lower, None);
                for next in at + 1..stretch.end.min(at + LONGEST_NAME) {
                    let Some(word) = word(next) else { break };
                    key = longer(key, word.lower);
                    let lists = lexicon().entry(key).lists & !lexicon::BEGINS;
                    found = if lists != 0 { Some((next + 1, lists)) } else { found };
                }
                let (end, lists) = found.unwrap_or((at + 1, 0));
                for place in (at..end).filter(|_| lists != 0) {
                    self.phrases[place] = u16::from(lists) * 4 + part(place, at, end) as u16 + 1;
                }
                at = end;
            }
        }
    }
}

fn part(at: usize, first: usize, end: usize) -> Part {
    match (at == first, at + 1 == end) {
        (true, true) => Part::Single,
        (true, false) => Part::Begin,
        (false, true) => Part::End,
        (false, false) => Part::Inside,
    }
}

/// Gives the names that labels tell: which words, and of what kind.
fn names(labels: &[usize]) -> Vec<(Range<usize>, EntityKind)> {
    let (mut first, mut found) = (0, Vec::new());
    for (at, (kind, part)) in labels.iter().enumerate().filter_map(|(at, label)| Some((at, meaning(*label)?))) {
        if matches!(part, Part::Begin | Part::Single) {
            first = at;
        }
        if matches!(part, Part::End | Part::Single) {
            found.push((first..at + 1, kind));
        }
    }
    found
}

/// Makes a mark, as sure as the rules where they say the same.
fn mark(reading: &Reading, mut first: usize, mut end: usize, kind: EntityKind) -> Mark {
    first += title_words(&reading.tokens[first..end], kind);
    end -= office_words(&reading.tokens[first..end], kind);
    let span = Span::new(reading.tokens[first].span.start, reading.tokens[end - 1].span.end);
    let next = reading.marks.partition_point(|mark| mark.end <= first);
    let rule = reading.marks.get(next).filter(|rule| rule.first < end);
    let same = rule.filter(|rule| (rule.first, rule.end, rule.kind) == (first, end, kind));
    let title = rule.filter(|rule| rule.first == first).map_or(Facts::NONE, |rule| rule.title);
    let key =
        rule.filter(|rule| rule.span == span).map_or_else(|| join::key(span.of(reading.text)).into(), |rule| rule.key.clone());
    let strength = same.map_or(Strength::Context, |rule| rule.strength.max(Strength::Context));
    Mark { span, key, first, end, kind, strength, title, called: None }
}

/// Gives how many titles a person's name begins with: "Mr", "Dr.".
fn title_words(words: &[Token], kind: EntityKind) -> usize {
    let is_title = |token: &&Token| {
        token.facts.any(Facts::MALE_TITLE | Facts::FEMALE_TITLE | Facts::TITLE) && !token.facts.is_known_name()
    };
    if kind != EntityKind::Person { 0 } else { words[..words.len() - 1].iter().take_while(is_title).count() }
}

/// Gives how many words of an organization's name are the office of who follows: "NASA Administrator Ann Vale".
fn office_words(words: &[Token], kind: EntityKind) -> usize {
    const OFFICES: &[&str] = &[
        "Administrator",
        "Secretary",
        "President",
        "Chairman",
        "Chairwoman",
        "Minister",
        "Spokesman",
        "Spokeswoman",
        "Leader",
        "Chair",
        "Senator",
        "Speaker",
        "Governor",
    ];
    const RANKS: &[&str] =
        &["Vice", "Prime", "Deputy", "Acting", "Assistant", "Foreign", "General", "Minority", "Majority", "Opposition"];
    let is_office = |word: &Token| OFFICES.contains(&word.text) || RANKS.contains(&word.text);
    let ends_so = kind == EntityKind::Organization && words.last().is_some_and(|last| OFFICES.contains(&last.text));
    let count = words.iter().rev().take_while(|word| ends_so && is_office(word)).count();
    let is_left = words.len().checked_sub(count + 1).is_some_and(|last| words[last].is_capital());
    if is_left { count } else { 0 }
}

/// Keeps what the rules say of bodies named in lower case ("foreign ministry", "US justice department"), of which the learner saw
/// none.
fn keep_bodies(reading: &Reading, marks: Vec<Mark>) -> Vec<Mark> {
    let is_body = |mark: &&Mark| reading.tokens[mark.end - 1].shape == Shape::Lower;
    let bodies: Vec<&Mark> = reading.marks.iter().filter(is_body).collect();
    let is_free = |mark: &Mark| {
        let next = bodies.partition_point(|body| body.end <= mark.first);
        bodies.get(next).is_none_or(|body| mark.end <= body.first)
    };
    let mut kept: Vec<Mark> = marks.into_iter().filter(is_free).collect();
    kept.extend(bodies.iter().map(|body| (*body).clone()));
    kept.sort_by_key(|mark| mark.first);
    kept
}
