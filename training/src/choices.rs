//! How are the weights of choices learned, yes or no and the best of several? By FTRL-Proximal, as those of names are.

use crate::ftrl::{self, Rates};
use crate::learner::Dice;
use std::collections::HashMap;
use whosaid::analysis::linear::UNITS;

/// A choice that was made: one candidate alone is a yes or no.
#[derive(Clone, Debug)]
pub struct Choice {
    pub candidates: Vec<Vec<u64>>,
    pub right: Option<usize>,
    pub weight: f32,
}

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub passes: usize,
    pub step: f32,
    pub l1: f32,
    pub l2: f32,
    /// How often a feature must be seen.
    pub least: u32,
    pub seed: u64,
    /// Over how many runs, each in another order, the mean is taken.
    pub runs: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { passes: 15, step: 0.05, l1: 0.1, l2: 2.0, least: 2, seed: 1, runs: 5 }
    }
}

#[derive(Clone, Copy, Default)]
struct Place {
    z: f32,
    n: f32,
    w: f32,
}

/// Learns weights of features, in whole units.
pub fn learn(choices: &[Choice], settings: &Settings) -> Vec<(u64, i8)> {
    let ids = frequent(choices, settings.least);
    let number = |features: &Vec<u64>| features.iter().filter_map(|feature| ids.get(feature).copied()).collect::<Vec<u32>>();
    let numbered: Vec<Vec<Vec<u32>>> = choices.iter().map(|choice| choice.candidates.iter().map(number).collect()).collect();
    let mut sums = vec![0.0f32; ids.len()];
    for run in 0..settings.runs {
        let places = one_run(&numbered, choices, ids.len(), Dice(settings.seed + run), settings);
        sums.iter_mut().zip(&places).for_each(|(sum, place)| *sum += place.w);
    }
    let mean = |id: u32| sums[id as usize] / settings.runs.max(1) as f32;
    let units = UNITS as f32;
    let mut features: Vec<(u64, i8)> = ids
        .iter()
        .map(|(key, id)| (*key, (mean(*id) * units).round().clamp(-127.0, 127.0) as i8))
        .filter(|(_, weight)| *weight != 0)
        .collect();
    features.sort_unstable();
    features
}

/// Learns over all passes in one order of chance.
fn one_run(numbered: &[Vec<Vec<u32>>], choices: &[Choice], count: usize, mut dice: Dice, settings: &Settings) -> Vec<Place> {
    let mut places = vec![Place::default(); count];
    let mut order: Vec<usize> = (0..choices.len()).collect();
    for _ in 0..settings.passes {
        dice.shuffle(&mut order);
        for &at in &order {
            learn_one(&numbered[at], &choices[at], &mut places, settings);
        }
    }
    places
}

/// Numbers the features that are seen often enough, in the order of their keys.
fn frequent(choices: &[Choice], least: u32) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for feature in choices.iter().flat_map(|choice| choice.candidates.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<u64> = counts.into_iter().filter(|(_, count)| *count >= least).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

fn learn_one(candidates: &[Vec<u32>], choice: &Choice, places: &mut [Place], settings: &Settings) {
    let sum = |features: &Vec<u32>| features.iter().map(|feature| places[*feature as usize].w).sum::<f32>();
    let sums: Vec<f32> = candidates.iter().map(sum).collect();
    let odds: Vec<f32> = if let [only] = sums[..] {
        vec![1.0 / (1.0 + (-only).exp())]
    } else {
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let all: Vec<f32> = sums.iter().map(|sum| (sum - most).exp()).collect();
        let whole: f32 = all.iter().sum();
        all.into_iter().map(|odds| odds / whole).collect()
    };
    let rates = Rates { step: settings.step, l1: settings.l1, l2: settings.l2 };
    for (at, (features, odds)) in candidates.iter().zip(odds).enumerate() {
        let gradient = (odds - if choice.right == Some(at) { 1.0 } else { 0.0 }) * choice.weight;
        if gradient.abs() < ftrl::LEAST {
            continue;
        }
        for feature in features {
            let Place { z, n, w } = &mut places[*feature as usize];
            ftrl::step([z, n, w], gradient, &rates);
        }
    }
}
