//! Do words stand as a question wants them to each other? Told by their places in one document.

/// Tells whether the words of `left` stand together, the words of `right` too, and at most `distance` words between the two,
/// which share none. Places are given a word each, ascending.
pub(super) fn is_near(left: &[Vec<u32>], right: &[Vec<u32>], distance: u32) -> bool {
    let (left_starts, right_starts) = (together(left), together(right));
    let follows = |first: &[u32], length: usize, second: &[u32]| {
        first.iter().any(|start| {
            let end = start.saturating_add(length as u32);
            let next = second.partition_point(|place| *place < end);
            second.get(next).is_some_and(|place| place - end <= distance)
        })
    };
    follows(&left_starts, left.len(), &right_starts) || follows(&right_starts, right.len(), &left_starts)
}

/// Gives the places at which all words stand one behind the other.
fn together(places: &[Vec<u32>]) -> Vec<u32> {
    let Some((first, rest)) = places.split_first() else { return Vec::new() };
    let stands = |start: &&u32| {
        rest.iter().zip(1u32..).all(|(places, behind)| places.binary_search(&start.saturating_add(behind)).is_ok())
    };
    first.iter().filter(stands).copied().collect()
}

/// Tells whether the words of a phrase, each at a place of its own, can be put in order by at most `slop` moves.
pub(super) fn is_phrase(places: &[Vec<u32>], slop: u32) -> bool {
    let shifted = |place: u32, at: usize| i64::from(place) - at as i64;
    let starts = places.iter().enumerate().flat_map(|(at, places)| places.iter().map(move |place| shifted(*place, at)));
    starts.into_iter().any(|start| {
        let mut taken: Vec<u32> = Vec::with_capacity(places.len());
        // Equal words have equal lists and windows that only move on: the first free place is the best one.
        places.iter().enumerate().all(|(at, places)| {
            let fits = |place: &&u32| {
                let moved = shifted(**place, at) - start;
                (0..=i64::from(slop)).contains(&moved) && !taken.contains(place)
            };
            let free = places.iter().find(fits).copied();
            taken.extend(free);
            free.is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_not_near_itself() {
        assert!(!is_near(&[vec![4]], &[vec![4]], 3));
        assert!(is_near(&[vec![4, 7]], &[vec![4, 7]], 2));
        assert!(!is_near(&[vec![4, 8]], &[vec![4, 8]], 2));
        assert!(is_near(&[vec![9]], &[vec![3], vec![4]], 4));
        assert!(!is_near(&[vec![9]], &[vec![3], vec![5]], 9));
    }

    #[test]
    fn a_phrase_with_a_word_twice_wants_it_twice() {
        assert!(!is_phrase(&[vec![4], vec![4]], 3));
        assert!(is_phrase(&[vec![4, 6], vec![4, 6]], 1));
        assert!(!is_phrase(&[vec![4, 60], vec![4, 60]], 3));
    }
}
