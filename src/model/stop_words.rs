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

/// How one asks, and not what for: "articles about", "interested in". Folded words, the longest of those that begin alike first.
///
/// Only ways that are not also said of the world: not "deal with" (a deal with a country), "search for", "reports on". The last
/// lines are words, which Salton's list for SMART (1971) has too. All together raised the mean nDCG@10 over eight sets of judged
/// topics by 0.002 (docs/ranking.md).
const ASKING: &[&[&str]] = &[
    &["articles", "that", "deal", "with"],
    &["articles", "which", "deal", "with"],
    &["articles", "about"],
    &["articles", "dealing", "with"],
    &["articles", "exist"],
    &["articles", "on"],
    &["articles", "that"],
    &["articles", "which"],
    &["articles", "written"],
    &["papers", "about"],
    &["papers", "dealing", "with"],
    &["papers", "on"],
    &["papers", "that"],
    &["papers", "which"],
    &["stories", "about"],
    &["stories", "on"],
    &["information", "about"],
    &["information", "concerning"],
    &["information", "on"],
    &["information", "regarding"],
    &["anything", "about"],
    &["anything", "on"],
    &["everything", "about"],
    &["interested", "in"],
    &["concerned", "with"],
    &["dealing", "with"],
    &["written", "by"],
    &["find", "out"],
    &["give", "me"],
    &["show", "me"],
    &["tell", "me"],
    &["as", "opposed", "to"],
    &["as", "well", "as"],
    &["for", "example"],
    &["for", "instance"],
    &["in", "order", "to"],
    &["another"],
    &["either"],
    &["use"],
    &["used"],
    &["uses"],
    &["using"],
];

/// How many words the longest way of asking has.
pub const LONGEST_ASKING: usize = 4;

/// Counts the folded words at the head of a question that tell how it is asked; 0 where the first tells what for.
pub fn asking_words(forms: &[&str]) -> usize {
    ASKING.iter().find(|words| forms.starts_with(words)).map_or(0, |words| words.len())
}

/// Tells whether a folded word is a stop word.
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
    fn a_way_of_asking_is_as_long_as_its_words() {
        assert!(ASKING.iter().flat_map(|words| *words).all(|word| super::super::normal::fold_word(word) == **word));
        assert_eq!(asking_words(&["articles", "that", "deal", "with", "floods"]), 4);
        assert_eq!(asking_words(&["articles", "of", "war"]), 0);
        assert_eq!(asking_words(&[]), 0);
        assert_eq!(ASKING.iter().map(|words| words.len()).max(), Some(LONGEST_ASKING));
    }

    #[test]
    fn words_that_negate_are_ranked_by() {
        assert!(is_stop_word("which"));
        assert!(["not", "no", "nor", "never", "against"].iter().all(|word| !is_stop_word(word)));
    }
}
