//! Where quoted words stand more than once in a story, is each place told for what it is?

use crate::newsroom::Newsroom;
use crate::tracing::{notices, printed};
use serde_json::Value;
use whosaid::ask::{MOST_FURTHER, MOST_IN_PASSAGE};

const WORDS: &str = "the weir at Corvane is safe";

/// A newsroom with one story.
fn story(text: &str) -> Newsroom {
    printed("Weir", &[["Weir News", "2031-05-01", text]])
}

/// Gives of each place how the words stand there, who says them, and which bytes of the file they are.
fn places(trace: &Value) -> Vec<(&str, &str, u64)> {
    let place = |traced: &'_ Value| traced["bytes"][0].as_u64().unwrap();
    let found = trace["found"].as_array().unwrap();
    found.iter().map(|one| (one["class"].as_str().unwrap(), one["speaker"].as_str().unwrap_or("-"), place(one))).collect()
}

fn speakers(trace: &Value) -> Vec<(&str, &str)> {
    places(trace).into_iter().map(|(class, speaker, _)| (class, speaker)).collect()
}

#[test]
fn words_that_two_people_say_in_one_passage_are_told_of_both() {
    let room = story("“We know the weir at Corvane is safe,” said Ann Holt. “The weir at Corvane is safe,” said Piet Lee.");
    let both = room.ask(&["trace", WORDS]);
    assert_eq!(speakers(&both), [("verbatim", "Ann Holt"), ("verbatim", "Piet Lee")], "{both}");
    assert!(notices(&both).join("|").contains("attributed to several speakers: Ann Holt (Weir News), Piet Lee"), "{both}");
    for asked in ["Piet Lee", "Ann Holt"] {
        let own = room.ask(&["trace", WORDS, "--speaker", asked]);
        assert_eq!(speakers(&own), [("verbatim", asked)], "{own}");
        let told = notices(&own).join("|");
        assert!(
            told.contains("1 place where others have the words is not shown") && !told.contains("not attributed"),
            "{told}"
        );
    }
}

#[test]
fn words_that_one_denies_and_another_says_are_told_so_and_what_is_said_comes_first() {
    let room = story("Ann Holt denied that the weir at Corvane is safe. Piet Lee said that the weir at Corvane is safe.");
    let trace = room.ask(&["trace", WORDS]);
    assert_eq!(speakers(&trace), [("verbatim", "Piet Lee"), ("verbatim", "Ann Holt")], "{trace}");
    assert!(notices(&trace).contains(&"these words stand in what Ann Holt denies (Weir News)"), "{trace}");
    let lee = room.ask(&["trace", WORDS, "--speaker", "Piet Lee"]);
    assert!(!notices(&lee).join("|").contains("denies"), "{lee}");
}

#[test]
fn a_place_where_something_turns_the_words_does_not_hide_one_where_nothing_does() {
    let room =
        story("It is false that the weir at Corvane is safe. In the words of the log, the weir at Corvane is safe. It rained.");
    let trace = room.ask(&["trace", WORDS]);
    let starts: Vec<u64> = places(&trace).into_iter().map(|(_, _, start)| start).collect();
    assert!(starts.len() == 2 && starts[0] > starts[1], "{trace}");
    assert!(notices(&trace).join("|").contains("called untrue"), "{trace}");
}

#[test]
fn words_that_stand_again_elsewhere_in_the_passage_are_verbatim_there_too() {
    let room = story(
        "“The weir at Corvane is safe for the people of the valley,” said Ann Holt. It rained.\n\nPiet Lee said that the weir at \
         Corvane is safe for the people of the valley. Bo Lind said the weir at Corvane was safe for all people of the valley.",
    );
    let trace = room.ask(&["trace", "The weir at Corvane is safe for the people of the valley"]);
    assert_eq!(speakers(&trace), [("verbatim", "Ann Holt"), ("verbatim", "Piet Lee"), ("altered", "Bo Lind")], "{trace}");
}

#[test]
fn what_is_like_the_words_beside_them_is_told_of_other_speakers_alone() {
    let room = story("The fleet made 15 billion crowns in sales, and 15.87 billion crowns in sales the year before.");
    let trace = room.ask(&["trace", "15 billion crowns in sales"]);
    assert_eq!((speakers(&trace), notices(&trace)), (vec![("verbatim", "-")], vec![]), "{trace}");
}

#[test]
fn words_that_one_speaker_has_several_times_in_a_passage_are_one_place() {
    let room = story(&format!("Ann Holt said {WORDS}. {}", "Ann Holt said the weir at Corvane is safe. ".repeat(9)));
    assert_eq!(speakers(&room.ask(&["trace", WORDS])), [("verbatim", "Ann Holt")]);
}

#[test]
fn a_speaker_behind_very_many_places_of_the_words_is_found() {
    let room = story(&format!("{}“The quay,” said Piet Lee.", "“The quay,” said Ann Holt. ".repeat(30)));
    let trace = room.ask(&["trace", "the quay", "--speaker", "Piet Lee"]);
    assert_eq!(speakers(&trace), [("verbatim", "Piet Lee")], "{trace}");
}

#[test]
fn of_words_that_stand_in_a_story_thousands_of_times_each_passage_is_a_place() {
    let room = story(&"The harbour was quiet. ".repeat(3_000));
    let trace = room.ask(&["trace", "the harbour was quiet", "-n", "0"]);
    let found = places(&trace);
    assert!((80..200).contains(&found.len()), "{}", found.len());
    assert!(found.windows(2).all(|pair| pair[0].2 < pair[1].2));
}

#[test]
fn places_that_were_not_looked_at_are_told_and_nothing_is_where_all_were() {
    let cut = |text: &str| {
        let trace = story(text).ask(&["trace", "glass heron"]);
        notices(&trace).join("|").contains("not each of their places was looked at")
    };
    let passage = |words: &str, times: usize| format!("{}too.", format!("{words} ").repeat(times));
    let rain = "It rained on the quay. ".repeat(40);
    assert!(!cut(&format!("{} {rain}", passage("Glass heron", MOST_IN_PASSAGE))), "all were looked at");
    assert!(cut(&format!("{} {rain}", passage("Glass heron", MOST_IN_PASSAGE + 1))), "one was not");
    // The words fit better behind the passage, and that place is looked at with its own.
    let better = format!("A glass heron stood there. {rain}");
    assert!(!cut(&format!("{} {better}", passage("Glass blue heron", MOST_IN_PASSAGE - 1))), "all were looked at");
    assert!(cut(&format!("{} {better}", passage("Glass blue heron", MOST_IN_PASSAGE + 1))), "one was not");
}

#[test]
fn a_passage_with_one_place_is_looked_at_behind_as_many_as_may_be() {
    let full = format!("{}too. ", "Glass heron ".repeat(MOST_IN_PASSAGE));
    let further = MOST_IN_PASSAGE - 1;
    let rest = format!("{}too. ", "Glass heron ".repeat(MOST_FURTHER % further + 1));
    let all = full.repeat(MOST_FURTHER / further) + &rest + &"It rained on the quay. ".repeat(40);
    for (behind, is_told) in [("A glass heron stood there.", false), ("A glass heron saw a glass heron.", true)] {
        let trace = story(&format!("{all}{behind}")).ask(&["trace", "glass heron", "-n", "1"]);
        assert_eq!(notices(&trace).join("|").contains("not each of their places was looked at"), is_told, "{behind}");
    }
}
