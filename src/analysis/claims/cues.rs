//! Which words report, what stance do they take, and what can stand beside them?

use crate::model::document::Stance;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A reporting verb, with the words that follow it where it is one of several (`call for`).
#[derive(Debug)]
pub(super) struct Verb {
    pub(super) lemma: &'static str,
    pub(super) tail: Vec<&'static str>,
    pub(super) stance: Stance,
    frames: &'static str,
}

/// What can stand beside a reporting verb: the letters of `cues.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Quotation,
    That,
    Bare,
    Question,
    Addressee,
    Infinitive,
    Object,
    Verdict,
    /// Its base and third person are nouns too.
    Noun,
}

impl Verb {
    pub(super) fn takes(&self, frame: Frame) -> bool {
        let letter = match frame {
            Frame::Quotation => 'q',
            Frame::That => 'c',
            Frame::Bare => 'z',
            Frame::Question => 'w',
            Frame::Addressee => 'a',
            Frame::Infinitive => 'i',
            Frame::Object => 'o',
            Frame::Verdict => 'v',
            Frame::Noun => 'n',
        };
        self.frames.contains(letter)
    }
}

/// Which form of the verb a word is; the past participle is told from the past by what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

/// Gives the verbs that a word in lower case can be a form of, those with the longest tail first.
pub(super) fn verbs(word: &str) -> &'static [(usize, Form)] {
    FORMS.get(word).map_or(&[], Vec::as_slice)
}

/// Gives a verb by the number that [`verbs`] gives.
pub(super) fn verb(number: usize) -> &'static Verb {
    &VERBS[number].0
}

/// Gives what stance a verb takes to the clause that it reports, by any of its forms in lower case; `None` where the word reports
/// no clause.
pub fn takes_clause(word: &str) -> Option<Stance> {
    let frames = [Frame::That, Frame::Bare, Frame::Verdict];
    let mut verbs = verbs(word).iter().map(|&(number, _)| verb(number));
    let verb = verbs.find(|verb| verb.tail.is_empty() && frames.iter().any(|frame| verb.takes(*frame)));
    verb.map(|verb| verb.stance)
}

static VERBS: LazyLock<Vec<(Verb, Vec<String>)>> = LazyLock::new(|| {
    let lines = include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(read).collect()
});

static FORMS: LazyLock<FxHashMap<&'static str, Vec<(usize, Form)>>> = LazyLock::new(|| {
    let mut forms: FxHashMap<&'static str, Vec<(usize, Form)>> = FxHashMap::default();
    for (number, (_, words)) in VERBS.iter().enumerate() {
        for (word, form) in words.iter().zip([Form::Base, Form::Third, Form::Past, Form::Participle, Form::Ing]) {
            let known = forms.entry(word).or_default();
            // "hit", "put": what looks like the base is far more often the past.
            let form = if form == Form::Base && words[0] == words[2] { Form::Past } else { form };
            if !known.iter().any(|&(other, _)| other == number) {
                known.push((number, form));
            }
        }
    }
    for known in forms.values_mut() {
        known.sort_by_key(|&(number, _)| std::cmp::Reverse(VERBS[number].0.tail.len()));
    }
    forms
});

fn read(line: &'static str) -> Option<(Verb, Vec<String>)> {
    let mut columns = line.split('\t');
    let (lemma, forms, tail) = (columns.next()?, columns.next()?, columns.next()?);
    let (stance, frames) = (Stance::from_word(columns.next()?)?, columns.next()?);
    let base = lemma.split(' ').next().unwrap_or(lemma);
    let words = if forms == "-" { regular(base) } else { forms.split(' ').map(str::to_owned).collect() };
    Some((Verb { lemma, tail: tail.split(' ').filter(|word| !word.is_empty()).collect(), stance, frames }, words))
}

fn regular(base: &str) -> Vec<String> {
    let hissing = ["s", "sh", "ch", "x", "z"].iter().any(|end| base.ends_with(end));
    let third = format!("{base}{}", if hissing { "es" } else { "s" });
    let stem = base.strip_suffix('e').unwrap_or(base);
    vec![base.to_owned(), third, format!("{stem}ed"), format!("{stem}ed"), format!("{stem}ing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(VERBS.len(), lines);
        assert!(VERBS.iter().all(|(_, words)| words.len() == 5));
    }

    #[test]
    fn a_verb_of_several_words_comes_before_its_head_alone() {
        let lemmas: Vec<_> = verbs("warned").iter().map(|&(number, _)| verb(number).lemma).collect();
        assert_eq!(lemmas, ["warn of", "warn about", "warn against", "warn"]);
        assert_eq!(verbs("denies")[0].1, Form::Third);
    }
}
