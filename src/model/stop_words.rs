//! Which words say nothing of what is asked? They must still occur where all words must, and are not ranked by.
//!
//! English function words: articles, prepositions, conjunctions, pronouns, auxiliary verbs, question words. Leaving them out of the
//! ranking raised the mean nDCG@10 over eight sets of judged topics from 0.647 to 0.664 (docs/ranking.md). Not the
//! negations: "not guilty" is asked for its "not".

/// Sorted, folded as [`crate::model::normal::fold_word`] folds.
const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "below", "between", "both", "but", "by", "can", "could", "did", "do", "does", "down", "during",
    "each", "few", "for", "from", "further", "had", "has", "have", "he", "her", "here", "his", "how", "i", "if", "in", "into",
    "is", "it", "its", "just", "may", "me", "might", "more", "most", "must", "my", "now", "of", "off", "on", "once", "only",
    "or", "other", "our", "out", "over", "own", "same", "she", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "very", "was",
    "we", "were", "what", "when", "where", "which", "while", "who", "whom", "why", "will", "with", "would", "you", "your",
];

/// Tells whether a folded word is one of them.
pub fn is_stop_word(form: &str) -> bool {
    STOP_WORDS.binary_search(&form).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_folded() {
        assert!(STOP_WORDS.is_sorted());
        assert!(STOP_WORDS.iter().all(|word| super::super::normal::fold_word(word) == **word));
    }

    #[test]
    fn words_that_negate_are_ranked_by() {
        assert!(is_stop_word("which"));
        assert!(["not", "no", "nor", "never", "against"].iter().all(|word| !is_stop_word(word)));
    }
}
