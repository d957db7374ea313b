//! Learns what whosaid's name tagger knows, from marked text. `README.md` is the model card.
//!
//! ```text
//! cargo run -p training --release -- lexicon CLUSTERS.tsv LISTS/    writes src/analysis/names/tagger/lexicon.bin
//! cargo run -p training --release -- names SETS/ [PASSES=8 …]       learns, scores, writes src/analysis/names/tagger/model.bin
//! cargo run -p training --release -- claims SETS/ [passes=8 …]      learns, scores, writes src/analysis/claims/model/model.bin
//! ```

mod card;
mod choices;
mod claims;
mod example;
mod exchange;
mod ftrl;
mod learner;
mod lessons;
mod linking;
mod pieces;
mod score;
mod sets;
mod words;

use card::{Measured, Source};
use example::Example;
use exchange::{Names, exchange};
use learner::{Dice, Lesson, Settings, learn};
use pieces::Piece;
use std::path::{Path, PathBuf};
use whosaid::analysis::names::tagger::model::Model;
use whosaid::model::document::EntityKind;

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["lexicon", clusters, lists] => {
            std::fs::write(tagger("lexicon.bin"), words::lexicon(Path::new(clusters), Path::new(lists))?)
        }
        ["names", sets, settings @ ..] => names(Path::new(sets), settings),
        ["claims", sets, settings @ ..] => claims::run(Path::new(sets), settings),
        _ => Err(std::io::Error::other(
            "usage: training lexicon CLUSTERS.tsv LISTS | training names SETS [NAME=VALUE …] | training claims SETS [NAME=VALUE …]",
        )),
    }
}

fn home() -> PathBuf {
    std::env::var_os("TRAINING_HOME").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
}

fn tagger(file: &str) -> PathBuf {
    home().join("../src/analysis/names/tagger").join(file)
}

fn setting(settings: &[&str], name: &str, otherwise: f32) -> f32 {
    let value = settings.iter().filter_map(|setting| setting.split_once('=')).find(|(key, _)| *key == name);
    value.and_then(|(_, value)| value.parse().ok()).unwrap_or(otherwise)
}

fn names(folder: &Path, settings: &[&str]) -> std::io::Result<()> {
    let value = |name, otherwise| setting(settings, name, otherwise);
    let plain = Settings::default();
    let how = Settings {
        passes: value("passes", plain.passes as f32) as usize,
        step: value("step", plain.step),
        l1: value("l1", plain.l1),
        l2: value("l2", plain.l2),
        least: value("least", plain.least as f32) as u32,
        seed: value("seed", plain.seed as f32) as u64,
        runs: value("runs", plain.runs as f32) as u64,
    };
    let pieces = pieces::read(&home().join("text"))?;
    let (apart, ours): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.is_kept_apart());
    let names = Names::of(ours.iter().copied());
    let mut dice = Dice(how.seed);
    let copies = value("copies", 0.0) as usize;
    let exchanged: Vec<Example> =
        (0..copies).flat_map(|_| &ours).map(|piece| exchange(piece, &names, &mut dice).example()).collect();
    let examples = |pieces: &[&Piece]| pieces.iter().map(|piece| piece.example()).collect::<Vec<_>>();
    let (apart, ours) = (examples(&apart), examples(&ours));
    let mut texts = vec![("our own", "MIT or Apache-2.0", value("ours", 1.5), ours)];
    for set in sets::FREE.iter().chain(sets::MEASURED) {
        texts.push((set.name, set.licence, value(set.name, set.weight), Vec::new()));
        if let Some((_, _, weight, examples)) = texts.last_mut().filter(|text| text.2 > 0.0) {
            let _ = weight;
            *examples = sets::read(folder, set)?;
        }
    }
    texts.push(("our own, names exchanged", "MIT or Apache-2.0", value("exchanged", 1.0), exchanged));
    texts.retain(|(_, _, weight, _)| *weight > 0.0);
    let lessons: Vec<Lesson> = texts
        .iter()
        .flat_map(|(_, _, weight, examples)| examples.iter().flat_map(|example| lessons::lessons(example, *weight)))
        .collect();
    let sources: Vec<Source> = texts
        .iter()
        .map(|(name, licence, weight, examples)| Source {
            name,
            licence,
            pieces: examples.len(),
            names: examples.iter().map(|example| example.names.len()).sum(),
            weight: *weight,
        })
        .collect();
    let bytes = learn(&lessons, &how);
    let model = Model::read(&bytes).expect("it was just written");
    println!("{} stretches, {} features, {} bytes", lessons.len(), model.features(), bytes.len());
    let mut measured = vec![show("kept apart", &model, &apart)];
    for set in sets::MEASURED {
        if settings.contains(&format!("mistakes={}", set.name).as_str()) {
            score::mistakes(&model, &sets::read(folder, set)?);
        }
        measured.push(show(set.name, &model, &sets::read(folder, set)?));
    }
    println!("mean of the sets: rules {:.1}, learned {:.1}", mean(&measured, |row| row.0), mean(&measured, |row| row.1));
    if value("dry", 0.0) == 0.0 {
        let rows: Vec<Measured> = measured.into_iter().map(|(_, _, row)| row).collect();
        let lexicon = std::fs::metadata(tagger("lexicon.bin"))?.len() as usize;
        std::fs::write(home().join("README.md"), card::card(&sources, &rows, model.features(), bytes.len(), lexicon))?;
        std::fs::write(tagger("model.bin"), bytes)?;
    }
    Ok(())
}

/// Gives the mean over the sets behind our own.
fn mean(measured: &[(f64, f64, Measured)], figure: impl Fn(&(f64, f64, Measured)) -> f64) -> f64 {
    measured[1..].iter().map(figure).sum::<f64>() / (measured.len() - 1).max(1) as f64
}

/// Scores rules and model, and prints both.
fn show(name: &'static str, model: &Model, examples: &[Example]) -> (f64, f64, Measured) {
    let (rules, learned) = (score::score(None, examples), score::score(Some(model), examples));
    let by = |score: &score::Score| {
        EntityKind::ALL.iter().map(|kind| format!("{:.1}", score.of(*kind))).collect::<Vec<_>>().join(" ")
    };
    let row = |score: &score::Score| format!("{:.1} ({})", score.typed(), by(score));
    let (precision, recall) = learned.sides();
    println!("{name:10}  rules {}  learned {}  P {precision:.1} R {recall:.1}", row(&rules), row(&learned));
    (rules.typed(), learned.typed(), Measured { name, rules: row(&rules), learned: row(&learned) })
}
