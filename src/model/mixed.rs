//! Does a word mix letters of alphabets that look alike, as a Cyrillic U+0430 among Latin letters?

use std::fmt;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// The alphabets whose letters are taken for one another (Unicode Technical Report 36, section 2.2).
const ALPHABETS: [(Script, &str); 3] = [(Script::Latin, "Latin"), (Script::Cyrillic, "Cyrillic"), (Script::Greek, "Greek")];

/// Letters that look like no Latin one, and stand beside such in units and names of genes ("μg", "kΩ", "TGFβ").
const SIGNS: &str = "βδζθλμξπφψΓΔΘΛΞΠΣΦΨΩ\u{2126}";

/// A longer word is told by its beginning: it is for recognising.
const TOLD_CHARS: usize = 40;

/// A word of several alphabets: to a search another one than whoever reads it sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed<'t> {
    /// As it is written.
    pub word: &'t str,
    /// At least two.
    pub alphabets: Vec<&'static str>,
}

/// Gives the words of a text that mix Latin, Cyrillic and Greek letters, in order.
pub fn mixed(text: &str) -> impl Iterator<Item = Mixed<'_>> {
    // What is all ASCII, as most names are, is of one alphabet.
    let words = if text.is_ascii() { "" } else { text }.unicode_words();
    words.filter(|word| !word.is_ascii()).filter_map(|word| {
        let has = |script: Script| word.chars().any(|c| c.script() == script && !SIGNS.contains(c));
        let alphabets: Vec<&str> = ALPHABETS.iter().filter(|(script, _)| has(*script)).map(|(_, name)| *name).collect();
        (alphabets.len() > 1).then_some(Mixed { word, alphabets })
    })
}

impl Mixed<'_> {
    /// Gives the word in quotation marks, a long one by its beginning.
    pub fn quoted(&self) -> String {
        match self.word.char_indices().nth(TOLD_CHARS) {
            Some((end, _)) => format!("“{}…”", &self.word[..end]),
            None => format!("“{}”", self.word),
        }
    }
}

impl fmt::Display for Mixed<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (last, before) = self.alphabets.split_last().map_or(("", &[][..]), |(last, before)| (*last, before));
        write!(out, "mixes {} and {last} letters", before.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        mixed(text).map(|mixed| format!("{} {mixed}", mixed.quoted())).collect()
    }

    #[test]
    fn a_letter_of_another_alphabet_inside_a_word_is_seen() {
        assert_eq!(told("M\u{430}o Ning said"), ["“M\u{430}o” mixes Latin and Cyrillic letters"]);
        assert_eq!(
            told("the \u{420}\u{430}ypal of \u{39f}slo"),
            ["“\u{420}\u{430}ypal” mixes Latin and Cyrillic letters", "“\u{39f}slo” mixes Latin and Greek letters",]
        );
        assert_eq!(told("\u{41c}in\u{3bf}"), ["“\u{41c}in\u{3bf}” mixes Latin, Cyrillic and Greek letters"]);
        assert_eq!(told(&"o\u{43e}".repeat(99)).concat().chars().filter(|c| "o\u{43e}".contains(*c)).count(), 40);
    }

    #[test]
    fn words_of_one_alphabet_and_units_are_left_alone() {
        for text in [
            "Mao Ning",
            "Müller’s Łódź",
            "\u{41c}\u{430}\u{43e} \u{41d}ин",
            "\u{39c}ά\u{3bf}",
            "毛宁Mao",
            "5 μg, 10 \u{b5}m, 3 kΩ of TGFβ",
            "IT-компания",
            "",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
