//! Which words of a text did the question find?

use super::filters::forms;
use crate::model::normal::{Word, fold_word, stem, words};
use crate::model::query::{Field, Leaf, Node, Occur, Query, Test};
use crate::model::span::Span;

/// A test on words, ready to be held against a text.
enum Mark {
    /// A word, by its stem.
    Stem(String),
    /// Words one behind the other, by their forms.
    Phrase(Vec<String>),
    Prefix(String),
    Pattern(Vec<char>),
    Fuzzy(Vec<char>, u8),
}

/// Gives the spans of `text` that the question's words, phrases and patterns match: in order, disjoint.
pub(super) fn find(query: &Query, text: &str) -> Vec<Span> {
    let mut marks = Vec::new();
    gather(&query.root, &mut marks);
    if marks.is_empty() {
        return Vec::new();
    }
    let words: Vec<Word> = words(text).collect();
    let mut spans: Vec<Span> = Vec::new();
    for mark in &marks {
        for at in 0..words.len() {
            let length = mark.length_at(&words[at..]);
            if length > 0 {
                spans.push(Span::new(words[at].span.start, words[at + length - 1].span.end));
            }
        }
    }
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end > span.start => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

fn gather(node: &Node, marks: &mut Vec<Mark>) {
    match node {
        Node::All | Node::Not(_) => {}
        Node::Boost(inner, _) => gather(inner, marks),
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| gather(node, marks)),
        Node::Group(clauses) => {
            clauses.iter().filter(|clause| clause.occur != Occur::Not).for_each(|clause| gather(&clause.node, marks))
        }
        Node::Leaf(Leaf { field: Field::Text | Field::Claim | Field::Quote, test }) => gather_test(test, marks),
        Node::Leaf(_) => {}
    }
}

fn gather_test(test: &Test, marks: &mut Vec<Mark>) {
    let stems = |text: &str| forms(text).into_iter().map(|form| Mark::Stem(stem(&form).into_owned()));
    match test {
        Test::Word(word) => {
            let forms = forms(word);
            match forms.as_slice() {
                [form] => marks.push(Mark::Stem(stem(form).into_owned())),
                _ => marks.push(Mark::Phrase(forms)),
            }
        }
        Test::Phrase { words, slop: 0 } => marks.push(Mark::Phrase(forms(words))),
        Test::Phrase { words, .. } => marks.extend(stems(words)),
        Test::Near { left, right, .. } => marks.extend(stems(left).chain(stems(right))),
        Test::Prefix(prefix) => marks.push(Mark::Prefix(fold_word(prefix))),
        Test::Wildcard(pattern) => marks.push(Mark::Pattern(pattern.to_lowercase().chars().collect())),
        Test::Fuzzy { word, distance } => marks.push(Mark::Fuzzy(fold_word(word).chars().collect(), *distance)),
        Test::Range { .. } | Test::Exists => {}
    }
}

impl Mark {
    /// Gives how many words from the first on match; 0: none.
    fn length_at(&self, words: &[Word]) -> usize {
        let form = words[0].form.as_str();
        let one = match self {
            Mark::Phrase(forms) => {
                let fits = !forms.is_empty()
                    && forms.len() <= words.len()
                    && forms.iter().zip(words).all(|(form, word)| *form == word.form);
                return if fits { forms.len() } else { 0 };
            }
            Mark::Stem(wanted) => stem(form) == wanted.as_str(),
            Mark::Prefix(prefix) => !prefix.is_empty() && form.starts_with(prefix.as_str()),
            Mark::Pattern(pattern) => fits_pattern(&form.chars().collect::<Vec<_>>(), pattern),
            Mark::Fuzzy(wanted, distance) => is_near(&form.chars().collect::<Vec<_>>(), wanted, usize::from(*distance)),
        };
        usize::from(one)
    }
}

/// Holds a word against a pattern of `?` (one character) and `*` (any number), in time of their product.
fn fits_pattern(word: &[char], pattern: &[char]) -> bool {
    let mut fits = vec![false; word.len() + 1];
    fits[0] = true;
    for part in pattern {
        let mut next = vec![false; word.len() + 1];
        for at in 0..=word.len() {
            next[at] = match part {
                '*' => fits[at] || (at > 0 && next[at - 1]),
                '?' => at > 0 && fits[at - 1],
                letter => at > 0 && fits[at - 1] && word[at - 1] == *letter,
            };
        }
        fits = next;
    }
    fits[word.len()]
}

/// Tells whether two words are at most `distance` edits apart, a swap of neighbours counting as one (Damerau 1964, restricted).
fn is_near(left: &[char], right: &[char], distance: usize) -> bool {
    if left.len().abs_diff(right.len()) > distance {
        return false;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let swap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            let edit = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let best = edit.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            row.push(if swap { best.min(rows[i - 2][j - 2] + 1) } else { best });
        }
        rows.push(row);
    }
    rows[left.len()][right.len()] <= distance
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(test: Test, text: &str) -> Vec<&str> {
        let query = Query { root: Node::Leaf(Leaf { field: Field::Text, test }) };
        find(&query, text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_word_is_marked_in_all_its_forms_and_a_phrase_as_it_stands() {
        assert_eq!(marked(Test::Word("attack".into()), "Attacks, “attacked”; attacker."), ["Attacks", "attacked"]);
        assert_eq!(
            marked(Test::Phrase { words: "the bank".into(), slop: 0 }, "The bank of the Bank"),
            ["The bank", "the Bank"]
        );
        assert_eq!(marked(Test::Prefix("ground".into()), "groundless, ground-up, underground"), ["groundless", "ground"]);
        assert_eq!(marked(Test::Wildcard("wom?n".into()), "woman Women womans"), ["woman", "Women"]);
        assert_eq!(
            marked(Test::Fuzzy { word: "breach".into(), distance: 1 }, "braech breech beach bleak"),
            ["braech", "breech", "beach"]
        );
    }
}
