//! Behaviours of where names begin and end, as sentences.

use super::*;

#[test]
fn a_day_before_a_name_is_no_part_of_it() {
    let text = "On Monday Doherty faced the board. The minister, Liam Doherty, left. Last Friday Vale, the chairman, came.";
    assert_eq!(mentions(text, "Liam Doherty"), ["Doherty", "Liam Doherty"]);
    assert_eq!(mentions(text, "Vale"), ["Vale"]);
}

#[test]
fn a_code_at_an_exchange_is_no_part_of_a_name() {
    let text = "Corvo Corp. CRV.N said it would wait. Vale Motor Co. V.N rose, and Ostrow Plc OSW fell.";
    assert_eq!(
        names(text),
        pairs(&[("Corvo Corp.", Organization), ("Vale Motor Co.", Organization), ("Ostrow Plc", Organization)])
    );
}

#[test]
fn a_name_with_codes_left_over_is_shown_without_them() {
    let text = "Sean O #39;Keefe left. O #39;Keefe had led Corvo amp; Dale Ltd, and Ann O\u{fffd}Leary stays.";
    assert_eq!(mentions(text, "Sean O'Keefe"), ["Sean O #39;Keefe", "O #39;Keefe"]);
    assert_eq!(mentions(text, "Corvo & Dale Ltd"), ["Corvo amp; Dale Ltd"]);
    assert_eq!(mentions(text, "Ann O'Leary"), ["Ann O\u{fffd}Leary"]);
}

#[test]
fn a_country_in_letters_ends_before_the_capital_of_a_wire() {
    let text = "The U.S. Has no plans. Officials of the U.S. And Peru agreed. The U.S. Will act.";
    assert_eq!(names(text), pairs(&[("U.S.", Place), ("Peru", Place)]));
}

#[test]
fn two_persons_with_a_comma_between_are_two() {
    let found = names("Goals: Travis, Mkandawire. Ann Holt and Peter Lind, Jr. saw it.");
    assert!(!found.iter().any(|(name, _)| name.starts_with("Travis,")), "{found:?}");
}

#[test]
fn a_firm_of_two_names_is_one() {
    let text = "Jones and Vining Inc said it had a bid. Jones and Vining would meet. Its board of Jones and Vining agreed.";
    assert_eq!(mentions(text, "Jones and Vining Inc").len(), 3);
}

#[test]
fn a_company_in_brackets_is_named_whole() {
    let text = "<Mountain View Investment Corp>, Phoenix, said it rose. (Tarn Oil Ltd) fell.";
    assert_eq!(mentions(text, "Mountain View Investment Corp").len(), 1);
    assert_eq!(mentions(text, "Tarn Oil Ltd").len(), 1);
}

#[test]
fn a_town_is_the_firm_that_begins_with_it_only_where_it_does_what_firms_do() {
    let firm = "Phoenix Oil Ltd bought a field. Phoenix said it would pay.";
    assert_eq!(mentions(firm, "Phoenix Oil Ltd"), ["Phoenix Oil Ltd", "Phoenix"]);
    let town = "Phoenix Oil Ltd bought a field in Phoenix. Phoenix said it would pay.";
    assert_eq!(mentions(town, "Phoenix").len(), 2);
}

#[test]
fn a_firm_is_not_the_unit_that_is_called_after_it() {
    let text = "Vale Motors Corp fell. Vale Motors Acceptance Corp, its unit, rose. Vale Motors had no comment.";
    assert_eq!(mentions(text, "Vale Motors Corp"), ["Vale Motors Corp", "Vale Motors"]);
    assert_eq!(mentions(text, "Vale Motors Acceptance Corp").len(), 1);
}

#[test]
fn a_bank_is_named_with_its_seat() {
    assert_eq!(mentions("Loans of Bank of Nova Scotia rose.", "Bank of Nova Scotia").len(), 1);
}

#[test]
fn who_is_named_between_a_role_and_a_comma_is_a_person() {
    let text = "His campaign manager, Kellyanne Orrway, said the poll was wrong. Orrway left.";
    assert_eq!(mentions(text, "Kellyanne Orrway").len(), 2);
    assert_eq!(entity(text, "Kellyanne Orrway").kind, Person);
}

#[test]
fn an_owner_is_a_name_of_its_own() {
    let text = "Corvo Inc’s Flipstart fell. Oslo’s Ann Dale left.";
    let found: Vec<String> = names(text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, ["Corvo Inc", "Flipstart", "Oslo", "Ann Dale"]);
}

#[test]
fn a_paper_is_found_again_by_its_last_word() {
    let text = "The Washington Times told of it. The Times said it was late. “We wait,” the Times wrote.";
    assert_eq!(mentions(text, "Washington Times"), ["Washington Times", "Times", "Times"]);
}

#[test]
fn the_agency_that_tells_a_story_is_no_place_and_not_the_agency_in_it() {
    let text = "AFP - Ministers met on Monday, the agency said.";
    assert!(found(text).0.iter().all(|entity| entity.kind == Organization && entity.references.is_empty()));
}

#[test]
fn every_agency_of_the_one_list_opens_a_story_as_a_body_and_a_state_in_brackets_does_not() {
    for agency in ["AP", "XINHUA", "REUTERS", "TASS", "UPI"] {
        for text in [format!("OSLO ({agency}) - Ministers met on Monday."), format!("{agency} - Ministers met in Oslo.")] {
            let places: Vec<String> =
                found(&text).0.into_iter().filter(|entity| entity.kind == Place).map(|entity| entity.name).collect();
            assert!(!places.iter().any(|place| place == agency), "{text}: {places:?}");
        }
    }
    let state = found("The mayors of Erie (PA) and Akron (OH) met on Monday.").0;
    assert!(state.iter().all(|entity| entity.name != "PA" || entity.kind == Place), "{state:?}");
}
