//! How are the weights learned? A linear-chain conditional random field, by FTRL-Proximal (McMahan et al. 2013) with L1 and L2:
//! one pass after another over shuffled stretches, a single thread, so that the same text gives the same weights.

use crate::ftrl::{self, Rates};
use std::collections::HashMap;
use whosaid::analysis::names::tagger::model::{LABELS, Model, NAMED, OUTSIDE, may_follow};

/// A stretch of words with features and right labels.
#[derive(Clone, Debug)]
pub struct Lesson {
    pub features: Vec<Vec<u64>>,
    pub labels: Vec<usize>,
    /// How much it counts.
    pub weight: f32,
}

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub passes: usize,
    /// First step.
    pub step: f32,
    pub l1: f32,
    pub l2: f32,
    /// How often a feature must be seen.
    pub least: u32,
    pub seed: u64,
    /// Over how many runs the mean is taken.
    pub runs: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { passes: 8, step: 0.03, l1: 0.3, l2: 0.3, least: 2, seed: 1, runs: 3 }
    }
}

/// One over the unit of a weight in the model: weights reach to ±127 units.
const UNITS: f32 = 20.0;

type Row = [f32; LABELS];

/// Weights that are being learned.
struct Weights {
    z: Vec<Row>,
    n: Vec<Row>,
    w: Vec<Row>,
}

impl Weights {
    fn new(rows: usize) -> Self {
        Weights { z: vec![[0.0; LABELS]; rows], n: vec![[0.0; LABELS]; rows], w: vec![[0.0; LABELS]; rows] }
    }

    /// Steps against a gradient.
    fn step(&mut self, row: usize, gradient: &Row, settings: &Settings, l1: f32) {
        let (z, n, w) = (&mut self.z[row], &mut self.n[row], &mut self.w[row]);
        let rates = Rates { step: settings.step, l1, l2: settings.l2 };
        for (label, gradient) in gradient.iter().enumerate().filter(|(_, gradient)| gradient.abs() >= ftrl::LEAST) {
            ftrl::step([&mut z[label], &mut n[label], &mut w[label]], *gradient, &rates);
        }
    }
}

/// Learns a model, as the mean of several runs that see the stretches in other orders; gives its bytes.
pub fn learn(lessons: &[Lesson], settings: &Settings) -> Vec<u8> {
    let ids = frequent(lessons, settings.least);
    let numbered: Vec<Vec<Vec<u32>>> = lessons
        .iter()
        .map(|lesson| {
            lesson.features.iter().map(|word| word.iter().filter_map(|feature| ids.get(feature).copied()).collect()).collect()
        })
        .collect();
    let (mut weights, mut steps) = (vec![[0.0; LABELS]; ids.len()], [[0.0; LABELS]; LABELS]);
    for run in 0..settings.runs {
        let (of_run, steps_of_run) =
            learn_run(lessons, &numbered, ids.len(), &Settings { seed: settings.seed + run, ..*settings });
        add(&mut weights, &of_run.w, settings.runs);
        add(&mut steps, &steps_of_run.w, settings.runs);
    }
    written(&ids, &weights, &steps)
}

fn add(sums: &mut [Row], rows: &[Row], runs: u64) {
    for (sum, weight) in sums.iter_mut().flatten().zip(rows.iter().flatten()) {
        *sum += weight / runs as f32;
    }
}

/// Learns in one order of the stretches.
fn learn_run(lessons: &[Lesson], numbered: &[Vec<Vec<u32>>], rows: usize, settings: &Settings) -> (Weights, Weights) {
    let (mut weights, mut steps) = (Weights::new(rows), Weights::new(LABELS));
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice(settings.seed);
    for _ in 0..settings.passes {
        dice.shuffle(&mut order);
        for &at in &order {
            learn_one(&numbered[at], &lessons[at], &mut weights, &mut steps, settings);
        }
    }
    (weights, steps)
}

/// Numbers the features that are seen often enough, in the order of their keys.
fn frequent(lessons: &[Lesson], least: u32) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for feature in lessons.iter().flat_map(|lesson| lesson.features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<u64> = counts.into_iter().filter(|(_, count)| *count >= least).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

/// Steps once, by the difference of what is expected and what is right.
fn learn_one(words: &[Vec<u32>], lesson: &Lesson, weights: &mut Weights, steps: &mut Weights, settings: &Settings) {
    let length = words.len();
    let scores: Vec<Row> = words.iter().map(|features| sum(features, weights)).collect();
    let mut odds = [[0.0f32; LABELS]; LABELS];
    for (before, row) in odds.iter_mut().enumerate() {
        for (after, odds) in row.iter_mut().enumerate().filter(|(after, _)| may_follow(before, *after)) {
            *odds = steps.w[before][after].exp();
        }
    }
    let local: Vec<Row> = scores.iter().map(exp).collect();
    let mut forward: Vec<Row> = Vec::with_capacity(length);
    let mut last = [0.0; LABELS];
    last[OUTSIDE] = 1.0;
    for local in &local {
        let mut row = [0.0; LABELS];
        for before in 0..LABELS {
            for after in 0..LABELS {
                row[after] += last[before] * odds[before][after];
            }
        }
        row.iter_mut().zip(local).for_each(|(value, local)| *value *= local);
        normalise(&mut row);
        forward.push(row);
        last = row;
    }
    let mut backward: Row = std::array::from_fn(|label| odds[label][OUTSIDE]);
    let mut expected = [[0.0f32; LABELS]; LABELS];
    for at in (0..length).rev() {
        let mut marginal: Row = std::array::from_fn(|label| forward[at][label] * backward[label]);
        normalise(&mut marginal);
        let mut gradient = marginal;
        gradient[lesson.labels[at]] -= 1.0;
        gradient.iter_mut().for_each(|value| *value *= lesson.weight);
        for feature in &words[at] {
            weights.step(*feature as usize, &gradient, settings, settings.l1);
        }
        if at + 1 == length {
            add_last(&mut expected, &marginal);
        }
        let ahead: Row = std::array::from_fn(|label| local[at][label] * backward[label]);
        let outside: Row = std::array::from_fn(|label| f32::from(u8::from(label == OUTSIDE)));
        let before = if at == 0 { &outside } else { &forward[at - 1] };
        add_steps(&mut expected, before, &odds, &ahead);
        backward = std::array::from_fn(|label| (0..LABELS).map(|after| odds[label][after] * ahead[after]).sum());
        normalise(&mut backward);
    }
    let mut previous = OUTSIDE;
    for label in lesson.labels.iter().chain([&OUTSIDE]) {
        expected[previous][*label] -= 1.0;
        previous = *label;
    }
    for (label, gradient) in expected.iter_mut().enumerate() {
        gradient.iter_mut().for_each(|value| *value *= lesson.weight);
        steps.step(label, gradient, settings, 0.0);
    }
}

/// Adds the expected steps from the last word to the end.
fn add_last(expected: &mut [Row; LABELS], marginal: &Row) {
    for label in 0..LABELS {
        expected[label][OUTSIDE] += marginal[label];
    }
}

fn add_steps(expected: &mut [Row; LABELS], before: &Row, odds: &[Row; LABELS], ahead: &Row) {
    let mut sum = 0.0;
    for one in 0..LABELS {
        sum += (0..LABELS).map(|other| before[one] * odds[one][other] * ahead[other]).sum::<f32>();
    }
    let scale = if sum > 0.0 { 1.0 / sum } else { 0.0 };
    for one in 0..LABELS {
        for other in 0..LABELS {
            expected[one][other] += before[one] * odds[one][other] * ahead[other] * scale;
        }
    }
}

fn sum(features: &[u32], weights: &Weights) -> Row {
    let mut row = [0.0; LABELS];
    for feature in features {
        row.iter_mut().zip(&weights.w[*feature as usize]).for_each(|(sum, weight)| *sum += weight);
    }
    row
}

fn exp(row: &Row) -> Row {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    row.map(|score| (score - most).max(-60.0).exp())
}

fn normalise(row: &mut Row) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|value| *value /= sum);
    }
}

/// Writes the model: weights over that of "no name", in whole units.
fn written(ids: &HashMap<u64, u32>, weights: &[Row], steps: &[Row; LABELS]) -> Vec<u8> {
    let mut features: Vec<(u64, [i8; NAMED])> = ids
        .iter()
        .map(|(key, id)| {
            let row = &weights[*id as usize];
            (*key, std::array::from_fn(|label| ((row[label] - row[OUTSIDE]) * UNITS).round().clamp(-127.0, 127.0) as i8))
        })
        .filter(|(_, row): &(u64, [i8; NAMED])| row.iter().any(|weight| weight.abs() > 1))
        .collect();
    features.sort_by_key(|(key, _)| *key);
    let steps: [[i16; LABELS]; LABELS] =
        std::array::from_fn(|before| std::array::from_fn(|after| (steps[before][after] * UNITS).round() as i16));
    Model::write(features, &steps)
}

/// Random numbers from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// Gives a number below `ceiling`.
    pub fn below(&mut self, ceiling: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (whosaid::analysis::linear::table::pair(self.0, 1) % ceiling.max(1) as u64) as usize
    }

    /// Shuffles a list.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}
