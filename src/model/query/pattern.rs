//! Which words fit a pattern with `*` and `?`? Letters are folded as words are; the signs stand for letters.

use crate::model::normal::{name_key, words};

/// A pattern of one word or name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub pieces: Vec<Piece>,
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// This character, folded.
    Letter(char),
    /// `?`: one character.
    One,
    /// `*`: any number of characters.
    Any,
}

/// Letters of the Yi script stand for the signs while words are told apart and folded: they join with any letter, and
/// folding leaves them as they are.
const STAND_INS: [(char, char); 2] = [('*', '\u{a015}'), ('?', '\u{a016}')];

impl Pattern {
    /// Gives a pattern for each word that is typed: `state-spons*` is two.
    pub fn words(typed: &str) -> Vec<Pattern> {
        words(&stood_in(typed)).map(|word| Pattern::of(&word.form)).collect()
    }

    /// Gives the pattern of a whole name, its words folded and joined by blanks.
    pub fn name(typed: &str) -> Pattern {
        Pattern::of(&name_key(&stood_in(typed)))
    }

    /// Gives the pattern of a text whose letters are not folded.
    pub fn exact(typed: &str) -> Pattern {
        Pattern::of(&stood_in(typed))
    }

    fn of(folded: &str) -> Pattern {
        let [(_, any), (_, one)] = STAND_INS;
        let piece = |c: char| match c {
            c if c == any => Piece::Any,
            c if c == one => Piece::One,
            c => Piece::Letter(c),
        };
        Pattern { pieces: folded.chars().map(piece).collect() }
    }

    /// Tells whether a folded text fits as a whole, in time of the product of their lengths.
    pub fn fits(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let mut fits = vec![false; text.len() + 1];
        fits[0] = true;
        for piece in &self.pieces {
            let mut next = vec![false; text.len() + 1];
            for at in 0..=text.len() {
                next[at] = match piece {
                    Piece::Any => fits[at] || (at > 0 && next[at - 1]),
                    Piece::One => at > 0 && fits[at - 1],
                    Piece::Letter(letter) => at > 0 && fits[at - 1] && text[at - 1] == *letter,
                };
            }
            fits = next;
        }
        fits[text.len()]
    }
}

fn stood_in(typed: &str) -> String {
    let stand_in = |c: char| STAND_INS.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, letter)| *letter);
    typed.chars().map(stand_in).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_folded_word_by_word() {
        assert!(Pattern::name("The Federal R*e Board").fits("federal reserve board"));
        assert!(!Pattern::name("Federal R*e Board").fits("federalreserveboard"));
        assert!(Pattern::name("M?ller*").fits("muller ag"));
        assert!(Pattern::name("Müll*").fits("muller"));
        let words = Pattern::words("state-spons*");
        assert!(words.len() == 2 && words[0].fits("state") && words[1].fits("sponsored"));
        assert_eq!(Pattern::words("*ication").len(), 1);
        assert!(Pattern::words("U.S*")[0].fits("usa"));
    }
}
