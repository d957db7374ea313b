//! How are the public sets of marked text read? JSON lines in xz: a text, and names by code points.

use crate::example::{Example, Report, blocks};
use serde_json::Value;
use std::path::Path;
use whosaid::model::document::EntityKind;
use whosaid::model::span::Span;

/// A set: its file, whether it may be trained on, what parts its paragraphs, whether it marks peoples.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    pub name: &'static str,
    pub file: &'static str,
    pub separator: &'static str,
    pub marks_peoples: bool,
    /// How much it counts in learning where nothing is said.
    pub weight: f32,
    pub licence: &'static str,
}

/// Sets whose licence allows weights that ship.
pub const FREE: &[Set] = &[
    Set {
        name: "wikigold",
        file: "wikigold/all.jsonl.xz",
        separator: "\n",
        marks_peoples: true,
        weight: 1.0,
        licence: "CC BY 4.0",
    },
    Set {
        name: "wnut17",
        file: "wnut17/train.jsonl.xz",
        separator: "\n",
        marks_peoples: false,
        weight: 0.5,
        licence: "CC BY 4.0",
    },
    Set {
        name: "gum",
        file: "gum/permissive_train.jsonl.xz",
        separator: "\n\n",
        marks_peoples: false,
        weight: 0.0,
        licence: "CC BY 4.0, public domain",
    },
    Set {
        name: "gum_dev",
        file: "gum/permissive_dev.jsonl.xz",
        separator: "\n\n",
        marks_peoples: false,
        weight: 0.0,
        licence: "CC BY 4.0, public domain",
    },
];

/// Sets to measure on alone.
pub const MEASURED: &[Set] = &[
    Set {
        name: "conll2003",
        file: "conll2003/dev.jsonl.xz",
        separator: "\n",
        marks_peoples: true,
        weight: 0.0,
        licence: "measured alone",
    },
    Set {
        name: "worldwide",
        file: "worldwide_ner/all.jsonl.xz",
        separator: "\n",
        marks_peoples: true,
        weight: 0.0,
        licence: "measured alone",
    },
    Set {
        name: "uner_ewt",
        file: "uner_ewt/dev.jsonl.xz",
        separator: "\n",
        marks_peoples: false,
        weight: 0.0,
        licence: "measured alone",
    },
    Set {
        name: "ieer",
        file: "ieer/all.jsonl.xz",
        separator: "\n\n",
        marks_peoples: false,
        weight: 0.0,
        licence: "measured alone",
    },
    Set {
        name: "crossner",
        file: "crossner_politics/dev.jsonl.xz",
        separator: "\n",
        marks_peoples: true,
        weight: 0.0,
        licence: "measured alone",
    },
];

/// Who said what in US political news: no licence is stated, so that it is measured on alone.
pub const POLNEAR: Set = Set {
    name: "polnear",
    file: "polnear/dev.jsonl.xz",
    separator: "\n\n",
    marks_peoples: false,
    weight: 0.0,
    licence: "measured alone",
};

/// Its larger part, to choose features on and to see what it would teach.
pub const POLNEAR_TRAIN: Set = Set { name: "polnear_train", file: "polnear/train.jsonl.xz", ..POLNEAR };

/// Reads a set out of the folder of sets.
pub fn read(folder: &Path, set: &Set) -> std::io::Result<Vec<Example>> {
    let mut bytes = Vec::new();
    let mut file = std::io::BufReader::new(std::fs::File::open(folder.join(set.file))?);
    lzma_rs::xz_decompress(&mut file, &mut bytes).map_err(|error| std::io::Error::other(format!("{error:?}")))?;
    let text = String::from_utf8_lossy(&bytes);
    let rows = text.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    Ok(rows.iter().map(|row| example(row, set)).collect())
}

fn example(row: &Value, set: &Set) -> Example {
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    let names = row["entities"].as_array().into_iter().flatten().filter_map(|name| {
        if name["named"] == false {
            return None;
        }
        let at = |value: &Value| value.as_u64().and_then(|at| offsets.get(at as usize).copied());
        let span = match name["name"].as_array().map(Vec::as_slice) {
            Some([start, end]) => Span::new(at(start)?, at(end)?),
            _ => Span::new(at(&name["s"])?, at(&name["e"])?),
        };
        Some((span, kind(&name["type"].as_str()?.to_lowercase())?))
    });
    let names = names.collect();
    let blocks = blocks(&text, set.separator);
    let reports = row["attributions"].as_array().into_iter().flatten().map(|report| report_of(report, &offsets)).collect();
    Example { reports, ..Example::new(text, blocks, names, set.marks_peoples) }
}

fn report_of(report: &Value, offsets: &[usize]) -> Report {
    let at = |value: &Value| value.as_u64().and_then(|at| offsets.get(at as usize).copied());
    let spans = |part: &str| {
        let pieces = report[part].as_array().into_iter().flatten();
        pieces.filter_map(|piece| Some(Span::new(at(&piece[0])?, at(&piece[1])?))).collect()
    };
    Report { speaker: spans("source"), cue: spans("cue"), content: spans("content") }
}

/// Gives the kind that a set's own type is taken for, as `score.py` takes them.
fn kind(name: &str) -> Option<EntityKind> {
    Some(match name {
        "per" | "person" | "politician" => EntityKind::Person,
        "org" | "organization" | "organisation" | "politicalparty" | "corporation" | "company" | "group" => {
            EntityKind::Organization
        }
        "loc" | "location" | "place" | "gpe" | "country" | "facility" | "fac" => EntityKind::Place,
        "misc" | "other" | "event" | "election" | "product" | "nationality" | "norp" | "creative-work" | "work_of_art" => {
            EntityKind::Other
        }
        _ => return None,
    })
}
