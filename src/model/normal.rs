//! Under which form are words and names compared? One place, so that indexing and asking agree.

use super::span::Span;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A word of a text: where it stands, and the form under which it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    /// Folded: lower case, no accents, no possessive, no dots or apostrophes inside. Never empty.
    pub form: String,
}

/// Gives the words of a text in order, by the word boundaries of UAX 29, with `-` and `'` rules for names and acronyms.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    text.unicode_word_indices().filter_map(|(start, word)| {
        let form = fold_word(word);
        (!form.is_empty()).then(|| Word { span: Span::new(start, start + word.len()), form })
    })
}

/// Folds one word: case, accents, width, possessive, and the dots and apostrophes inside it (`U.S.` is `us`, `don't` is `dont`).
pub fn fold_word(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return word.to_owned();
    }
    let bare = strip_possessive(word);
    if bare.is_ascii() {
        return bare.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char).collect();
    }
    bare.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(unlettered)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Folds the letters that Unicode does not decompose, as a reader without that keyboard types them.
fn unlettered(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// Gives the word without a possessive ending (`China's`, `China’s`); a bare final apostrophe falls away in folding.
pub fn strip_possessive(word: &str) -> &str {
    for ending in ["'s", "’s", "'S", "’S", "ʼs", "＇s"] {
        if let Some(bare) = word.strip_suffix(ending).filter(|bare| !bare.is_empty()) {
            return bare;
        }
    }
    word
}

/// Gives the form under which two names are one: folded words joined by blanks, without a leading "the".
///
/// `The Guardian` and `guardian` are equal; `Müller` and `Muller`; `U.S.` and `US`; `CISA’s` and `CISA`.
pub fn name_key(name: &str) -> String {
    let mut forms: Vec<String> = words(name).map(|word| word.form).collect();
    if forms.len() > 1 && forms[0] == "the" {
        forms.remove(0);
    }
    forms.join(" ")
}

/// Gives the stem of a folded word, by the English Snowball stemmer (Porter2), whatever the language: a form is
/// searched under the stem that it was indexed under, so that a word always finds itself.
pub fn stem(form: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::English).stem(form)
}

/// Gives the text with each run of white space as one blank, and none at its ends: how law 2 compares texts.
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Tells whether two words are at most `distance` edits apart, a swap of neighbours counting as one (Damerau 1964, restricted).
pub fn is_near(left: &[char], right: &[char], distance: usize) -> bool {
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

    fn forms(text: &str) -> Vec<String> {
        words(text).map(|word| word.form).collect()
    }

    #[test]
    fn words_are_folded_alike_however_they_are_written() {
        assert_eq!(forms("U.S. China’s DON'T Łódź"), ["us", "china", "dont", "lodz"]);
        assert_eq!(forms("state-sponsored 260,000"), ["state", "sponsored", "260000"]);
    }

    #[test]
    fn names_are_compared_without_article_case_accents_and_possessive() {
        assert_eq!(name_key("The Guardian’s"), "guardian");
        assert_eq!(name_key("Jürgen  Müller"), "jurgen muller");
    }
}
