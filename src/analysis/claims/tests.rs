//! Does the reader of claims do what a careful reader does?

use super::find;
use crate::analysis::{names, sentences};
use crate::model::article::{Block, Role};
use crate::model::document::{Claim, ClaimKind, Stance};
use crate::model::span::Span;

/// The claims of a text whose lines are paragraphs.
fn claims(text: &str) -> Vec<Claim> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block::new(Role::Body, span));
        }
        start += line.len() + 1;
    }
    let sentences = sentences::find(text, &blocks);
    let (entities, _) = names::find(text, &blocks, &sentences, None);
    find(text, &blocks, &sentences, &entities, Some("The Silver Kettle")).0
}

/// Each claim as `speaker | cue | content … content`.
fn told(text: &str) -> Vec<String> {
    let show = |claim: &Claim| {
        let speaker = claim.speaker.span.map_or("-", |span| span.of(text));
        let cue = claim.cue.as_ref().map_or("-", |cue| cue.span.of(text));
        let content: Vec<&str> = claim.content.iter().map(|span| span.of(text)).collect();
        format!("{speaker} | {cue} | {}", content.join(" … "))
    };
    claims(text).iter().map(show).collect()
}

fn names_of(text: &str) -> Vec<Option<String>> {
    claims(text).into_iter().map(|claim| claim.speaker.name).collect()
}

fn stances(text: &str) -> Vec<Stance> {
    claims(text).iter().map(|claim| claim.stance).collect()
}

fn vias(text: &str) -> Vec<Vec<&str>> {
    claims(text).iter().map(|claim| claim.via.iter().map(|via| via.span.of(text)).collect()).collect()
}

#[test]
fn a_clause_is_told_of_its_speaker() {
    assert_eq!(told("The mayor said that the bridge would close."), ["The mayor | said | the bridge would close"]);
    assert_eq!(told("Anna Berg said on Monday the bridge would close."), ["Anna Berg | said | the bridge would close"]);
    assert_eq!(told("The bridge would close in May, the mayor said."), ["the mayor | said | The bridge would close in May"]);
    assert_eq!(told("The bridge, officials said, would close in May."), ["officials | said | The bridge … would close in May"]);
}

#[test]
fn a_quotation_is_told_of_its_speaker_on_either_side() {
    assert_eq!(told("“The bridge is old,” said Anna Berg."), ["Anna Berg | said | The bridge is old"]);
    assert_eq!(told("“The bridge is old,” Anna Berg said on Monday."), ["Anna Berg | said | The bridge is old"]);
    assert_eq!(told("Anna Berg said: “The bridge is old.”"), ["Anna Berg | said | The bridge is old."]);
    assert_eq!(told("\"Is it old?\" she asked."), ["she | asked | Is it old?"]);
}

#[test]
fn a_quotation_split_by_its_attribution_is_one_claim() {
    assert_eq!(
        told("“The bridge is old,” Berg said, “and it is unsafe.”"),
        ["Berg | said | The bridge is old … and it is unsafe."]
    );
    assert_eq!(
        told("“The bridge is old,” Berg said. “We have to close it.”"),
        ["Berg | said | The bridge is old … We have to close it."]
    );
}

#[test]
fn a_quotation_over_paragraphs_keeps_its_speaker() {
    let text = "Anna Berg said: “The bridge is old.\n“We have to close it this year.”";
    assert_eq!(names_of(text), [Some("Anna Berg".to_owned()), Some("Anna Berg".to_owned())]);
    assert!(claims(text)[1].cue.is_none());
}

#[test]
fn scare_quotes_and_titles_are_no_claims() {
    assert_eq!(told("The so-called “smart bridge” was opened on Friday."), Vec::<String>::new());
    assert_eq!(told("Joe “Sticks” Marlow played in “The Long Way Home” for years."), Vec::<String>::new());
}

#[test]
fn a_refusal_to_speak_is_no_claim() {
    for text in [
        "The company declined to comment.",
        "The ministry refused to say whether the bridge was safe.",
        "The bank did not respond to questions.",
        "All went according to plan.",
        "Insurance claims rose by a third.",
        "He plans to announce a new bridge.",
        "She would say that.",
        "The department did not say how many were hurt.",
        "She called Smith on Tuesday.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_relative_clause_between_speaker_and_verb_is_passed_over() {
    let text = "Anna Berg, who built the bridge, said it was safe.";
    assert_eq!(told(text), ["Anna Berg, who built the bridge | said | it was safe"]);
    assert_eq!(names_of(text), [Some("Anna Berg".to_owned())]);
    assert_eq!(told("Anna Berg, 52, an engineer, said it was safe."), ["Anna Berg, 52, an engineer | said | it was safe"]);
}

#[test]
fn a_denial_is_attributed_to_the_person_denying() {
    let text = "The city denied that the bridge was unsafe.";
    assert_eq!(told(text), ["The city | denied | the bridge was unsafe"]);
    assert_eq!(stances(text), [Stance::Deny]);
    let text = "Berg rejected the accusations, calling them “groundless”.";
    assert_eq!(told(text), ["Berg | rejected | the accusations", "Berg | calling | them “groundless”"]);
    assert_eq!(stances(text), [Stance::Deny, Stance::Deny]);
    let text = "Berg did not deny that she was there.";
    assert_eq!((stances(text)[0], claims(text)[0].negated), (Stance::Assert, true));
}

#[test]
fn the_stance_is_told_from_verb_and_object() {
    assert_eq!(stances("The bank confirmed the breach."), [Stance::Confirm]);
    assert_eq!(stances("Berg accused the city of neglect."), [Stance::Allege]);
    assert_eq!(stances("Berg asked whether the bridge was safe."), [Stance::Question]);
    assert_eq!(stances("Berg urged the city to close the bridge."), [Stance::Urge]);
    assert_eq!(stances("The bank predicts that prices will fall."), [Stance::Predict]);
    assert_eq!(stances("Berg warned against crossing the bridge."), [Stance::Urge]);
}

#[test]
fn headlines_speak_in_the_present() {
    assert_eq!(told("Norway denies role in pipeline leak"), ["Norway | denies | role in pipeline leak"]);
    assert_eq!(told("Norway Denies Role In Pipeline Leak"), ["Norway | Denies | Role In Pipeline Leak"]);
    assert_eq!(told("Bridge ‘a death trap’, says Berg"), ["Berg | says | Bridge ‘a death trap’"]);
}

#[test]
fn according_to_names_a_source_before_or_behind() {
    assert_eq!(
        told("According to the police, two people were hurt."),
        ["the police | according to | two people were hurt"].map(|s| s.replace("according", "According"))
    );
    assert_eq!(told("Two people were hurt, according to the police."), ["the police | according to | Two people were hurt"]);
    let text = "Files were taken, according to a letter sent by the Finance Ministry to members.\nThe letter said that no money was lost.";
    assert_eq!(names_of(text), [Some("Finance Ministry".to_owned()), Some("Finance Ministry".to_owned())]);
}

#[test]
fn who_relays_is_told_apart_from_who_speaks() {
    let text = "The bridge is unsafe, Anna Berg told Reuters.";
    assert_eq!(vias(text), [["Reuters"]]);
    let text = "The bridge is unsafe, Anna Berg told the Silver Kettle.";
    assert_eq!(vias(text), [["the Silver Kettle"]]);
    let text = "The Guardian reported that Norway rejected the charges.";
    assert_eq!((told(text), vias(text)), (vec!["Norway | rejected | the charges".to_owned()], vec![vec!["The Guardian"]]));
    let text = "“We are ready,” the minister Anna Berg was quoted by the Guardian as saying.";
    assert_eq!(told(text), ["the minister Anna Berg | was quoted by the Guardian as saying | We are ready"]);
    assert_eq!((vias(text), names_of(text)), (vec![vec!["the Guardian"]], vec![Some("Anna Berg".to_owned())]));
}

#[test]
fn an_outlet_that_quotes_somebody_relays() {
    let text = "The Guardian quoted Anna Berg as saying that the bridge was safe.";
    assert_eq!(
        (told(text), vias(text)),
        (vec!["Anna Berg | as saying | the bridge was safe".to_owned()], vec![vec!["The Guardian"]])
    );
    let text = "In its letter to members, the bank said no money was lost.";
    assert_eq!((told(text), vias(text)), (vec!["the bank | said | no money was lost".to_owned()], vec![Vec::<&str>::new()]));
}

#[test]
fn a_colon_hands_over_to_the_next_paragraph() {
    let text = "Anna Berg went on to say:\n“We have to close it.”\nThe bridge was built in 1950.";
    assert_eq!(told(text), ["Anna Berg | went on to say | We have to close it."]);
    assert_eq!(claims(text)[0].sentence.start, 0);
    assert_eq!(told("Anna Berg added:\nWe have to close it."), ["Anna Berg | added | We have to close it"]);
}

#[test]
fn lines_of_a_transcript_belong_to_the_name_before_the_colon() {
    let text = "Anna Berg: The bridge is old.\nANNA BERG: It was built long ago.\nAnna Berg: We will close it.";
    let content =
        ["Anna Berg | : | The bridge is old", "ANNA BERG | : | It was built long ago", "Anna Berg | : | We will close it"];
    assert_eq!(told(text), content);
    assert_eq!(told("Weather: rain in the north.\nTraffic: slow."), Vec::<String>::new());
}

#[test]
fn a_claim_inside_a_claim_is_both() {
    let text = "Anna Berg said that Norway denied the leak.";
    assert_eq!(told(text), ["Anna Berg | said | Norway denied the leak", "Norway | denied | the leak"]);
    assert_eq!(vias(text), [vec![], vec!["Anna Berg"]]);
}

#[test]
fn a_noun_that_looks_like_a_verb_reports_nothing() {
    assert_eq!(told("The ruling ends the major questions doctrine."), Vec::<String>::new());
    for text in [
        "Residents of the different states vote in May.",
        "His urgent calls for help went unheard.",
        "Her calls for calm went unheard.",
        "Voters in the southern states demand little.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(told("The president calls for calm."), ["The president | calls for | calm"]);
}

#[test]
fn no_denial_is_lost() {
    for text in ["Norway denies role in leak.", "Beijing hit back at the accusations.", "The bank denied having paid anyone."] {
        assert_eq!(stances(text), [Stance::Deny], "{text}");
    }
}

#[test]
fn hearsay_has_no_speaker() {
    for text in ["It is alleged that the bridge was sold.", "The thief is believed to have fled to Spain."] {
        let claims = claims(text);
        assert_eq!((claims.len(), claims[0].speaker.name.clone(), claims[0].speaker.span), (1, None, None), "{text}");
    }
}

#[test]
fn a_crowd_keeps_its_words_and_has_no_name() {
    assert_eq!(names_of("Several countries, including Norway, have raised concerns about leaks."), [None]);
    assert_eq!(names_of("US officials said the bridge was closed."), [None]);
    assert_eq!(names_of("Critics of Anna Berg said the bridge was closed."), [None]);
}

#[test]
fn two_speakers_in_one_sentence_have_a_claim_each() {
    assert_eq!(
        told("Berg said the bridge was safe, while Lind argued that it was not."),
        ["Berg | said | the bridge was safe", "Lind | argued | it was not"]
    );
}

#[test]
fn the_kind_is_told_by_how_much_is_quoted() {
    let kinds = |text: &str| claims(text).iter().map(|claim| claim.kind).collect::<Vec<_>>();
    assert_eq!(kinds("“It is old,” Berg said."), [ClaimKind::Direct]);
    assert_eq!(kinds("Berg said the bridge was “very old” and unsafe."), [ClaimKind::Mixed]);
    assert_eq!(kinds("Berg said the bridge was old."), [ClaimKind::Indirect]);
}

#[test]
fn a_dateline_is_no_part_of_what_is_said() {
    let text = "TORRENZA – Norway on Friday rejected the charges.";
    assert_eq!(told(text), ["Norway | rejected | the charges"]);
    let text = "TORRENZA (Copper News) - The bridge would close, the mayor said.";
    assert_eq!(told(text), ["the mayor | said | The bridge would close"]);
    let text = "Torrenza, May 3 — The bridge would close, the mayor said.";
    assert_eq!(told(text), ["the mayor | said | The bridge would close"]);
}

#[test]
fn a_pronoun_stands_for_the_last_person_of_its_gender() {
    let text =
        "Anna Berg built the bridge. Peter Lind, an engineer, said it was old.\n“I know,” she said. He said it was safe.";
    assert_eq!(names_of(text), ["Peter Lind", "Anna Berg", "Peter Lind"].map(|name| Some(name.to_owned())));
}

#[test]
fn a_role_stands_for_the_one_person_who_has_it() {
    let text =
        "Mayor Anna Berg met Peter Lind, the chief engineer of the works.\nThe engineer said it was old. The mayor denied it.";
    assert_eq!(names_of(text), ["Peter Lind", "Anna Berg"].map(|name| Some(name.to_owned())));
    assert_eq!(names_of("“It is old,” said the mayor, Anna Berg."), [Some("Anna Berg".to_owned())]);
    assert_eq!(names_of("A spokeswoman for Norway said it was old."), [None]);
}

#[test]
fn a_letter_speaks_for_who_wrote_it() {
    let text = "It was old, according to a letter sent by the Finance Ministry to the Labour Ministry.";
    assert_eq!(names_of(text), [Some("Finance Ministry".to_owned())]);
    let text = "It was old, according to a letter seen by Reuters.";
    assert_eq!((names_of(text), vias(text)), (vec![None], vec![vec!["Reuters"]]));
}

#[test]
fn a_name_and_its_apposition_are_the_subject_not_the_object() {
    let text = "Anna Berg, head of the works, accused the city of neglect.";
    assert_eq!(told(text), ["Anna Berg, head of the works | accused | the city of neglect"]);
}

#[test]
fn neither_confirmed_nor_denied_is_no_claim() {
    assert_eq!(told("The bank has neither confirmed nor denied the breach."), Vec::<String>::new());
}

#[test]
fn who_says_that_a_charge_is_untrue_asserts_it_and_who_denies_that_denies_it() {
    assert_eq!(stances("The club said the charge was baseless."), [Stance::Assert]);
    assert_eq!(stances("The club denied that the charge was baseless."), [Stance::Deny]);
    assert_eq!(stances("The club called the charge baseless."), [Stance::Deny]);
}

#[test]
fn nobody_relays_herself() {
    let text = "Anna Berg said she expected that it would rain.";
    assert_eq!((told(text), vias(text)), (vec!["she | expected | it would rain".to_owned()], vec![Vec::<&str>::new()]));
    assert_eq!(names_of(text), [Some("Anna Berg".to_owned())]);
}

#[test]
fn what_is_denied_is_the_report_not_its_name() {
    let text = "Norway dismissed reports that it was about to leave.";
    assert_eq!(
        (told(text), stances(text)),
        (vec!["Norway | dismissed | it was about to leave".to_owned()], vec![Stance::Deny])
    );
}

#[test]
fn two_who_speak_together_have_the_claim_each() {
    let text = "“It is old,” said Anna Berg and Peter Lind.";
    assert_eq!(names_of(text), [Some("Anna Berg".to_owned()), Some("Peter Lind".to_owned())]);
    assert_eq!(told(text), ["Anna Berg | said | It is old", "Peter Lind | said | It is old"]);
}

#[test]
fn a_verdict_in_a_headline_is_no_claim_of_its_own() {
    assert_eq!(told("Norway calls spying reports ‘baseless’"), ["Norway | calls | spying reports ‘baseless’"]);
    assert_eq!(stances("Norway calls spying reports ‘baseless’"), [Stance::Deny]);
}

#[test]
fn a_union_keeps_the_apostrophe_of_its_members() {
    assert_eq!(told("The bakers’ union said it was old."), ["The bakers’ union | said | it was old"]);
}

#[test]
fn a_noun_reports_behind_who_reports() {
    let text = "They doubted Anna Berg’s claim that the bridge was safe.";
    let found = told(text);
    assert!(found.contains(&"Anna Berg’s | claim | the bridge was safe".to_owned()), "{found:?}");
    assert_eq!(names_of(text).last(), Some(&Some("Anna Berg".to_owned())));
}

#[test]
fn as_she_said_attributes_what_stands_before() {
    assert_eq!(told("The bridge is old, as Anna Berg said on Friday."), ["Anna Berg | said | The bridge is old"]);
    assert_eq!(
        told("Anna Berg made the following comment: “It is old.”"),
        ["Anna Berg | made the following comment | It is old."]
    );
}

#[test]
fn odd_input_is_read_in_linear_time_without_panic() {
    for odd in
        ["“", "said ", "”", "“a,” said X. ", ", said", "\"", "X said, ", "according to ", "a", "’", "(", "it is said that "]
    {
        claims(&odd.repeat(50_000 / odd.len().max(2)));
    }
    for text in ["", "“", "said", "“”", "he said", "said he", ", he said", "“é” said ü", "was quoted as saying", "according to"]
    {
        claims(text);
    }
}

/// Words and marks that rules look for, to be strung together at random.
const SOUP: &[&str] = &[
    "said",
    "says",
    "that",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    ",",
    ".",
    ":",
    "—",
    "(",
    ")",
    "Anna",
    "Berg",
    "the",
    "of",
    "according",
    "to",
    "was",
    "quoted",
    "by",
    "as",
    "saying",
    "who",
    "which",
    "in",
    "2023",
    "Tuesday",
    "told",
    "Reuters",
    "it",
    "is",
    "alleged",
    "not",
    "denied",
    "called",
    "groundless",
    "and",
    "but",
    "letter",
    "a",
    "he",
    "also",
    "\n",
    "é",
    "U.S.",
    "went",
    "on",
    "calling",
    "asked",
    "whether",
    "if",
    ";",
    "``",
    "''",
];

proptest::proptest! {
    #[test]
    fn claims_lie_in_the_text_and_nothing_panics(words in proptest::collection::vec(proptest::sample::select(SOUP), 0..60)) {
        let text = words.join(" ");
        for claim in claims(&text) {
            proptest::prop_assert!(!claim.content.is_empty() && claim.content.iter().all(|span| !span.of(&text).trim().is_empty()));
            let within = claim.content.iter().chain(&claim.quotes).all(|span| claim.sentence.contains(*span));
            proptest::prop_assert!(within && claim.cue.iter().all(|cue| !cue.span.of(&text).is_empty()));
        }
    }
}

#[test]
fn a_lone_but_behind_a_quoted_word_is_read_without_a_panic() {
    for text in ["quoted , but", "“quoted” , but", "Ann Holt quoted , but"] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_nobody_said_is_no_claim() {
    for text in [
        "Neither Holt nor Lind said the lease was lawful.",
        "Nobody said the lease was lawful.",
        "No one has confirmed that the pier sank.",
        "None of the engineers said the pier was sound.",
        "No engineer said the pier was sound.",
        "Neither of them said the pier was sound.",
        "Not everyone said the pier was sound.",
        "Nor did officials say that the pier was sound.",
        "It was not Holt who said the pier was sound.",
        "Nobody from the council or the police has said the pier was sound.",
        "According to nobody, the pier was sound.",
        "“The pier is sound,” nobody said.",
        "Holt stopped short of saying the lease was lawful.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_false_claim_is_alleged_and_not_negated() {
    for text in ["Anna Holt falsely claimed that the pier sank.", "Anna Holt wrongly said that the pier sank."] {
        let found = claims(text);
        assert_eq!((found[0].stance, found[0].negated), (Stance::Allege, false), "{text}");
        assert_eq!(names_of(text), [Some("Anna Holt".to_owned())]);
    }
}

#[test]
fn a_negation_that_turns_the_order_is_not_lost() {
    for (text, is_found) in [
        ("Never did Anna Holt say that the pier was shut.", false),
        ("“No way will I say that the pier is shut,” Holt wrote. At no point has Anna Holt said that the pier was shut.", true),
        ("Peter Lind left, nor did Anna Holt claim that the pier was shut.", false),
        ("Not once has Anna Holt said that the pier was shut.", false),
        ("Not once has Holt said that the pier was shut.", true),
        ("No way will I say that the pier is shut.", true),
    ] {
        let found = claims(text);
        let mut shut = found.iter().filter(|claim| claim.content.iter().any(|span| span.of(text).starts_with("the pier")));
        assert!(!is_found || found.iter().any(|claim| claim.negated), "{text}");
        assert!(shut.all(|claim| claim.negated), "{text}: {found:?}");
    }
    for text in
        ["At this point Anna Holt has said that the pier was shut.", "No officials have the word that Anna Holt says is said."]
    {
        assert!(claims(text).iter().all(|claim| !claim.negated), "{text}");
    }
}

#[test]
fn who_no_longer_denies_is_the_subject_and_no_denier() {
    let text = "Anna Holt no longer denies that the pier sank.";
    assert_eq!(told(text), ["Anna Holt | no longer denies | the pier sank"]);
    assert_eq!(names_of(text), [Some("Anna Holt".to_owned())]);
    assert!(claims(text)[0].negated && claims(text)[0].stance != Stance::Deny);
}

#[test]
fn a_person_is_nothing_that_is_said() {
    let known = "Anna Holt and Peter Lind met. ";
    for said in ["Holt hit back at Lind.", "Holt hit back at Lind on Tuesday in a speech.", "Holt hit back at him."] {
        assert_eq!(told(&format!("{known}{said}")), Vec::<String>::new(), "{said}");
    }
    let text = format!("{known}Holt hit back at Lind's claim that the pier was sound.");
    assert!(told(&text).iter().any(|claim| claim.ends_with("the pier was sound")));
}

#[test]
fn who_is_urged_does_not_speak() {
    assert_eq!(told("Ann Holt urged walkers to stay away."), ["Ann Holt | urged | walkers to stay away"]);
    assert_eq!(told("Walkers were urged by the wardens to stay away."), Vec::<String>::new());
    assert_eq!(told("Walkers were urged to stay away."), Vec::<String>::new());
}

#[test]
fn what_cannot_speak_is_no_speaker() {
    for text in [
        "Anna Holt said the opposite.",
        "Asked about the pier, Anna Holt said the opposite.",
        "The boat fetched five more than its owner said it was worth.",
        "The pier, the opposite said, was sound.",
    ] {
        assert!(!told(text).iter().any(|claim| claim.starts_with("the opposite") || claim.contains("than")), "{text}");
    }
}

#[test]
fn a_verb_behind_who_is_no_speaker() {
    assert_eq!(told("Lawyers who act for creditors said the pier was sound."), ["Lawyers | said | the pier was sound"]);
    let found = told("The memo, headed “Piers & boats”, says that 38 of them are old.");
    assert!(!found.iter().any(|claim| claim.starts_with("that")), "{found:?}");
}

#[test]
fn the_opposite_is_no_words() {
    for text in ["Asked about the pier, Anna Holt said the opposite.", "Anna Holt said nothing, and Peter Lind left."] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(told("Anna Holt said nothing would change."), ["Anna Holt | said | nothing would change"]);
}

#[test]
fn neither_a_reader_nor_a_client_is_the_speaker() {
    for text in [
        "The Harbour Trade Committee met. A letter to the Harbour Trade Committee blames gulls for the loss.",
        "Peter Lind was in court. Lawyers for Mr. Lind said the case was weak.",
        "Peter Lind was in court.\nLind’s lawyer said: “The case is weak.”",
        "A utility in central Marrovia said the lights were out.",
    ] {
        assert_eq!(names_of(text), [None], "{text}");
    }
}

#[test]
fn nobody_relays_what_is_said_in_the_same_words() {
    for text in
        ["The Daily Lamp said the Daily Lamp had been told that the pier sank.", "She said she hoped that the pier stood."]
    {
        for claim in claims(text) {
            let own = claim.speaker.span.map(|span| span.of(text).to_lowercase());
            assert!(claim.via.iter().all(|via| Some(via.span.of(text).to_lowercase()) != own), "{text}");
        }
    }
}

#[test]
fn a_sentence_in_quotation_marks_that_nobody_is_said_to_say_has_no_speaker() {
    let text = "“Are you sure of the pier?” The clerk nodded. “It will hold for a year.” “And what then?”";
    let found = claims(text);
    let words: Vec<&str> = found.iter().map(|claim| claim.content[0].of(text)).collect();
    assert_eq!(words, ["Are you sure of the pier?", "It will hold for a year.", "And what then?"]);
    assert!(found.iter().all(|claim| claim.speaker.name.is_none() && claim.speaker.span.is_none()));
    assert_eq!(stances(text), [Stance::Question, Stance::Assert, Stance::Question]);
    for text in ["The “old pier” sank.", "His book, “Holding the Pier,” sold well."] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn never_denies_both_verbs_that_or_joins() {
    let found = claims("Ann Holt never said or hinted that she would go.");
    assert!(!found.is_empty() && found.iter().all(|claim| claim.negated));
    assert!(claims("Ann Holt never confirmed or denied the report.").is_empty());
    assert!(!claims("Ann Holt never slept, or hinted that she would go.").iter().any(|claim| claim.negated));
}
