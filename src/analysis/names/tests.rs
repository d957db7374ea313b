//! Behaviours of names, as sentences.

mod borders;
mod persons;

use super::*;
use crate::analysis::sentences;
use crate::model::article::Role;
use crate::model::document::EntityKind::{self, Organization, Other, Person, Place};

fn body(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block::new(Role::Body, span));
        }
        at += part.len() + 2;
    }
    blocks
}

fn found(text: &str) -> (Vec<Entity>, Vec<Alias>) {
    let blocks = body(text);
    find(text, &blocks, &sentences::find(text, &blocks), Some("The Silver Kettle"))
}

fn entity(text: &str, name: &str) -> Entity {
    let (entities, _) = found(text);
    let names: Vec<&str> = entities.iter().map(|entity| entity.name.as_str()).collect();
    entities.iter().find(|entity| entity.name == name).unwrap_or_else(|| panic!("{name} is not among {names:?}")).clone()
}

fn mentions<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    entity(text, name).mentions.iter().map(|span| span.of(text)).collect()
}

fn references<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    entity(text, name).references.iter().map(|span| span.of(text)).collect()
}

fn names(text: &str) -> Vec<(String, EntityKind)> {
    found(text).0.into_iter().map(|entity| (entity.name, entity.kind)).collect()
}

fn pairs(list: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
    list.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect()
}

#[test]
fn titles_and_possessives_are_no_part_of_a_name() {
    let text = "Spokeswoman Han Yue spoke on Friday. Later Prime Minister Peter Vale’s deputy, Dr. Ann Holt, left.";
    assert_eq!(names(text), pairs(&[("Han Yue", Person), ("Peter Vale", Person), ("Ann Holt", Person)]));
}

#[test]
fn a_surname_is_the_person_named_in_full() {
    let text = "Karen Ostrom arrived in Oslo. “No,” Ostrom said. Ms Ostrom left.";
    assert_eq!(mentions(text, "Karen Ostrom"), ["Karen Ostrom", "Ostrom", "Ostrom"]);
}

#[test]
fn a_longer_name_is_joined_with_its_beginning_and_its_end_where_there_is_one_such_name() {
    let text = "Louis van Marle left Oslo. “No,” Van Marle said.\
                Clara Holt Marle agreed. Mrs Holt Marle left as well.";
    assert_eq!(mentions(text, "Louis van Marle"), ["Louis van Marle", "Van Marle"]);
    assert_eq!(mentions(text, "Clara Holt Marle"), ["Clara Holt Marle", "Holt Marle"]);
}

#[test]
fn a_company_is_one_with_its_initials_whatever_its_legal_form() {
    let text = "Northern Optical Machines Corp rose 3 percent. Shares of NOM had fallen.";
    assert_eq!(mentions(text, "Northern Optical Machines Corp"), ["Northern Optical Machines Corp", "NOM"]);
}

#[test]
fn a_word_that_many_bodies_have_in_their_names_is_the_one_that_the_text_names() {
    let text = "The House of Representatives met on Monday. Later the House rose.";
    assert_eq!(mentions(text, "House of Representatives"), ["House of Representatives", "House"]);
    let text = "The White House sent it to the House of Representatives on Monday. Later the House rose.";
    assert_eq!(mentions(text, "House of Representatives"), ["House of Representatives", "House"]);
}

#[test]
fn a_surname_that_stands_first_is_the_person_too() {
    let text = "The envoy, Liu Meiling, was there. Liu declined. Kim Tae-woo agreed, and Kim left.";
    assert_eq!(mentions(text, "Liu Meiling"), ["Liu Meiling", "Liu"]);
    assert_eq!(mentions(text, "Kim Tae-woo"), ["Kim Tae-woo", "Kim"]);
}

#[test]
fn namesakes_are_told_apart_by_title_or_by_who_was_named_last() {
    let text = "John Marsden met Helen Marsden in Leeds. Mr Marsden spoke first. Mrs Marsden followed.";
    assert_eq!(mentions(text, "John Marsden"), ["John Marsden", "Marsden"]);
    assert_eq!(mentions(text, "Helen Marsden"), ["Helen Marsden", "Marsden"]);
}

#[test]
fn a_surname_of_two_is_the_one_whom_the_article_is_about() {
    let text = "Helen Marsden won. Helen Marsden thanked her son, John Marsden. Marsden will stay.";
    assert_eq!(mentions(text, "Helen Marsden"), ["Helen Marsden", "Helen Marsden", "Marsden"]);
}

#[test]
fn a_surname_stays_with_the_one_whom_it_stood_for_first_when_his_family_is_named() {
    let text = "Marsden sees his wife Helen in hospital\n\nPresident John Marsden saw his wife Helen on Friday. \
                Helen Marsden had an operation. Marsden said that she looked well. Helen Marsden thanked Marsden.";
    assert_eq!(mentions(text, "John Marsden"), ["Marsden", "John Marsden", "Marsden", "Marsden"]);
}

#[test]
fn a_surname_is_not_hers_of_whom_the_article_tells_only_what_she_owns() {
    let text = "Marsden said the wall was high. Helen Marsden's dress was blue. Marsden spoke of the wall. John Marsden left. \
                Marsden said it was low.";
    assert_eq!(mentions(text, "Helen Marsden"), ["Helen Marsden"]);
    assert_eq!(mentions(text, "John Marsden"), ["Marsden", "Marsden", "John Marsden", "Marsden"]);
}

#[test]
fn a_chamber_is_not_its_committee_nor_a_world_body_its_council() {
    let text = "The Senate Budget Committee ended its talks on Monday. The plan was sent to the Senate. \
                The United Nations Security Council met on Tuesday, and the United Nations sent help.";
    assert_eq!(mentions(text, "Senate"), ["Senate"]);
    assert_eq!(mentions(text, "United Nations"), ["United Nations"]);
    let text = "The club leads the American League Central. No other club of the American League won in May.";
    assert_eq!(mentions(text, "American League"), ["American League"]);
}

#[test]
fn a_person_and_a_company_of_one_name_stay_apart() {
    let text = "Thomas Harlan founded Harlan Industries in Ohio. Harlan said so.";
    assert_eq!(mentions(text, "Thomas Harlan"), ["Thomas Harlan", "Harlan"]);
    assert_eq!(entity(text, "Harlan Industries").kind, Organization);
}

#[test]
fn a_country_is_one_under_all_its_names() {
    let text = "The United States agreed. Later the U.S. and China met, and America waited for US lawmakers.";
    assert_eq!(mentions(text, "United States"), ["United States", "U.S.", "America", "US"]);
}

#[test]
fn a_country_in_capitals_is_the_country() {
    let text = "UNITED STATES WINS IN OSLO\n\nOfficials of the U.S. team cheered. The United States had lost in May.";
    assert_eq!(mentions(text, "United States"), ["UNITED STATES", "U.S.", "United States"]);
}

#[test]
fn a_nationality_is_not_its_country() {
    assert_eq!(names("He saw Chinese ships near China."), pairs(&[("Chinese", Other), ("China", Place)]));
}

#[test]
fn a_committee_is_one_with_and_without_its_chamber_where_it_is_of_one() {
    let text = "A letter to the Public Accounts Committee was sent. Tom Vale leads the Senate Public Accounts Committee. The Senate met.";
    let name = "Senate Public Accounts Committee";
    assert_eq!(mentions(text, name), ["Public Accounts Committee", name]);
    assert_eq!(mentions(text, "Senate"), ["Senate"]);
    let text = "The House Budget Committee met the Senate Budget Committee. The Budget Committee voted.";
    assert_eq!(mentions(text, "House Budget Committee"), ["House Budget Committee"]);
}

#[test]
fn an_embassy_is_named_with_whose_it_is_and_where() {
    let text = "The embassy of Peru in Oslo denied it on Monday. The foreign ministry in Lima said more.";
    assert_eq!(mentions(text, "embassy of Peru in Oslo"), ["embassy"]);
    assert_eq!(mentions(text, "foreign ministry in Lima"), ["foreign ministry"]);
}

#[test]
fn a_people_is_one_in_the_singular_and_the_plural() {
    let text = "An Israeli official met Israelis in Oslo. The Israelis thanked Israel.";
    assert_eq!(mentions(text, "Israelis"), ["Israeli", "Israelis", "Israelis"]);
    assert_eq!(mentions(text, "Israel"), ["Israel"]);
}

#[test]
fn an_acronym_in_brackets_is_the_name_before_it_and_an_alias() {
    let text = "The US Harbor and Coastal Protection Agency (HCPA) began. HCPA said more.";
    let name = "US Harbor and Coastal Protection Agency";
    assert_eq!(mentions(text, name), [name, "HCPA", "HCPA"]);
    let (_, aliases) = found(text);
    assert_eq!((aliases[0].name.as_str(), aliases[0].alias.as_str(), aliases[0].kind), (name, "HCPA", Organization));
}

#[test]
fn whoever_is_written_with_and_without_an_initial_has_both_names_and_a_surname_is_none() {
    let text = "Mayor Martin J. Harper met Ann Holt. Martin Harper said no, and Harper left. Martin Harper’s car waited.";
    let told: Vec<(String, String)> = found(text).1.into_iter().map(|alias| (alias.name, alias.alias)).collect();
    assert_eq!(told, [("Martin J. Harper".to_owned(), "Martin Harper".to_owned())]);
}

#[test]
fn an_acronym_of_a_common_phrase_is_no_name() {
    let text = "It was an advanced harbour threat (AHT) actor, and the AHT actor left.";
    assert_eq!(found(text), (Vec::new(), Vec::new()));
}

#[test]
fn a_foreign_ministry_in_lower_case_is_an_organization_beside_its_country() {
    let text = "Norway’s foreign ministry denied it. On Monday the foreign ministry said more.";
    let ministry = entity(text, "Norway’s foreign ministry");
    assert_eq!(ministry.kind, Organization);
    assert_eq!(mentions(text, "Norway’s foreign ministry"), ["foreign ministry", "foreign ministry"]);
    assert_eq!(mentions(text, "Norway"), ["Norway"]);
}

#[test]
fn ministries_of_two_countries_are_two() {
    let text = "Norway's foreign ministry and Sweden's foreign ministry met.";
    let organizations = names(text).into_iter().filter(|(_, kind)| *kind == Organization).count();
    assert_eq!(organizations, 2);
}

#[test]
fn a_department_is_one_with_and_without_its_country() {
    let text = "The US Treasury Department met. The Treasury Department said no. The Treasury agreed, the department said.";
    let name = "US Treasury Department";
    assert_eq!(mentions(text, name), [name, "Treasury Department", "Treasury"]);
    assert_eq!(references(text, name), ["the department"]);
}

#[test]
fn a_department_of_a_list_is_one_with_and_without_its_country() {
    let text = "The US State Department met. The State Department said no. It was the U.S. Department of State.";
    let name = "U.S. Department of State";
    assert_eq!(mentions(text, name), ["US State Department", "State Department", name]);
    let text = "The Florida State Department met. The US State Department did not.";
    assert_eq!(mentions(text, "US State Department"), ["US State Department"]);
}

#[test]
fn bodies_that_share_their_last_word_are_each_one_of_its_own() {
    for (text, expected) in [
        (
            "It broke into e-mail of the US Commerce and State Departments in May.",
            ["US Commerce Department", "US State Department"],
        ),
        ("The Foreign and Defence Ministries denied it on Monday.", ["Foreign Ministry", "Defence Ministry"]),
        ("Bills passed the Texas and Florida Senates on Monday.", ["Texas Senate", "Florida Senate"]),
        (
            "He led the Senate and House Intelligence Committees.",
            ["Senate Intelligence Committee", "House Intelligence Committee"],
        ),
        ("It was sent to the Texas and Florida Health Departments.", ["Texas Health Department", "Florida Health Department"]),
        ("They met at Oxford and Lindmark Universities in May.", ["Oxford University", "Lindmark University"]),
        ("Officials of the Energy and Transport departments met.", ["Energy Department", "Transport Department"]),
    ] {
        assert_eq!(names(text), pairs(&expected.map(|name| (name, Organization))), "{text}");
    }
    let text = "China's Foreign and Defence Ministries denied it. The Defence Ministry said more.";
    assert_eq!(mentions(text, "China's Foreign Ministry"), ["Foreign"]);
    assert_eq!(mentions(text, "China's Defence Ministry"), ["Defence Ministries", "Defence Ministry"]);
    assert_eq!(mentions(text, "China"), ["China"]);
    let text = "The Health, Energy and Labor Departments met. The Labor Department said so. The Energy Department did not.";
    assert_eq!(mentions(text, "Labor Department"), ["Labor Departments", "Labor Department"]);
    assert_eq!(mentions(text, "Energy Department"), ["Energy", "Energy Department"]);
}

#[test]
fn a_name_with_a_joint_of_its_own_is_one() {
    for text in [
        "She spoke for the Association of State Colleges and Land Universities.",
        "The State Departments and Agencies were told.",
        "He met the Texas and Florida Courts in Oslo.",
    ] {
        let several = names(text).iter().filter(|(name, _)| name.ends_with("University") || name.ends_with("Court")).count();
        assert_eq!(several, 0, "{text}: {:?}", names(text));
    }
}

#[test]
fn the_company_is_the_one_company_that_was_named() {
    let text = "Microsoft spoke to Reuters on Monday. The company said no.";
    assert_eq!(references(text, "Microsoft"), ["The company"]);
}

#[test]
fn an_office_is_no_part_of_the_name_of_its_holder() {
    let text = "Secretary of State Helen Marsh met Senate Leader Tom Vale.";
    assert_eq!(mentions(text, "Helen Marsh"), ["Helen Marsh"]);
    assert_eq!(mentions(text, "Tom Vale"), ["Tom Vale"]);
}

#[test]
fn a_common_word_stands_for_nothing_where_two_fit() {
    let text = "The Health Department and the Labor Department met. Then the department left.";
    assert!(found(text).0.iter().all(|entity| entity.references.is_empty()));
}

#[test]
fn small_words_inside_names_belong_to_them() {
    let text = "He left the Bank of England for the University of Leeds, with Ursula von der Heyden and the Ministry of Foreign Affairs.";
    let expected = [
        ("Bank of England", Organization),
        ("University of Leeds", Organization),
        ("Ursula von der Heyden", Person),
        ("Ministry of Foreign Affairs", Organization),
    ];
    assert_eq!(names(text), pairs(&expected));
}

#[test]
fn words_at_the_start_of_a_sentence_and_days_are_no_names() {
    let text = "Officials met on Tuesday. Several workers left in March. However, nobody came.";
    assert_eq!(names(text), []);
}

#[test]
fn a_headline_names_only_what_is_known() {
    let text = "Oslo Denies Involvement In Harbour Attack\n\nThe mayor of Oslo denied it.";
    assert_eq!(mentions(text, "Oslo"), ["Oslo", "Oslo"]);
    assert_eq!(names(text).len(), 1);
}

#[test]
fn groups_of_intruders_are_organizations() {
    let text = "They blamed Crimson Typhoon, Storm-1234 and UNC9876 on Monday.";
    let expected = [("Crimson Typhoon", Organization), ("Storm-1234", Organization), ("UNC9876", Organization)];
    assert_eq!(names(text), pairs(&expected));
}

#[test]
fn gender_is_told_by_title_before_given_name() {
    let text = "Spokeswoman Han Yue met Peter Vale and Robin Ash.";
    assert_eq!(gender(text, &entity(text, "Han Yue")), Some(Gender::Female));
    assert_eq!(gender(text, &entity(text, "Peter Vale")), Some(Gender::Male));
}

#[test]
fn furniture_and_empty_text_name_nothing() {
    assert_eq!(found(""), (Vec::new(), Vec::new()));
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    let words = [
        "A. ",
        "“",
        "Bank of ",
        "(A) ",
        "Lee Li ",
        "General ",
        "Chinese ",
        "Bank and ",
        "the department ",
        "US's ",
        "Al-",
        "Ann—",
        "The ",
    ];
    for text in words.iter().map(|word| word.repeat(20_000)).chain(["A".repeat(300_000)]) {
        let started = std::time::Instant::now();
        let _ = found(&text);
        assert!(started.elapsed().as_secs() < 20, "{}", text.chars().take(8).collect::<String>());
    }
}

proptest::proptest! {
    #[test]
    fn mentions_and_references_are_sorted_and_disjoint(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "US", "Treasury", "Department", "the", "department", "Mao", "Ning", "(", ")", "China’s", "foreign", "ministry", "of",
                "and", "Bank", "England", "said", ".", "“", "”", "Mr", "President", "John", "Smith", "Smith’s", "CISA", "-", ",", "É.", "\n\n",
            ]),
            0..40,
        )
    ) {
        let text = words.join(" ");
        let (entities, _) = found(&text);
        let mut spans: Vec<Span> = entities.iter().flat_map(|entity| entity.mentions.iter().chain(&entity.references)).copied().collect();
        for entity in &entities {
            proptest::prop_assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
            proptest::prop_assert!(entity.mentions.is_sorted() && entity.references.is_sorted());
        }
        spans.sort_unstable();
        for pair in spans.windows(2) {
            proptest::prop_assert!(pair[0].end <= pair[1].start);
        }
    }
}

#[test]
fn a_dateline_names_a_place() {
    for text in [
        "TORRENZA – Olmar on Friday closed its harbours to strangers.",
        "TORRENZA (Copper News) - Ships were turned back on Friday.",
        "Torrenza, May 3 – Ships were turned back at dawn.",
    ] {
        let (entities, _) = found(text);
        assert_eq!(entities[0].kind, Place, "{text}");
        assert_eq!(entities[0].name.to_lowercase(), "torrenza");
    }
    assert_eq!(names("Ned Marsh (Norway) won."), pairs(&[("Ned Marsh", Person), ("Norway", Place)]));
}

#[test]
fn a_name_runs_over_small_words_where_its_initials_follow() {
    let text = "The Office for Roads and Inland Harbours (ORIH) opened. Later ORIH closed.";
    assert_eq!(
        mentions(text, "Office for Roads and Inland Harbours"),
        ["Office for Roads and Inland Harbours", "ORIH", "ORIH"]
    );
    assert_eq!(entity("The Allied Bakers’ Union met on Friday.", "Allied Bakers’ Union").kind, Organization);
}

#[test]
fn what_a_country_has_tells_that_it_is_one() {
    let text = "Olmar won. Olmar paid. Olmar slept. Olmar’s foreign ministry spoke. The foreign ministry slept.";
    assert_eq!(entity(text, "Olmar").kind, Place);
    assert_eq!(mentions(text, "Olmar’s foreign ministry"), ["foreign ministry", "foreign ministry"]);
    assert_eq!(entity("The embassy of Olmar closed. Olmar paid.", "Olmar").kind, Place);
    assert_eq!(entity("In March Torbia paid. A Torbian ship sank.", "Torbia").kind, Place);
}

#[test]
fn an_apposition_tells_the_kind() {
    assert_eq!(entity("They paid Ostrow Venn, a bank based in Paris.", "Ostrow Venn").kind, Organization);
    assert_eq!(entity("They left Ostrow, a small town near Paris.", "Ostrow").kind, Place);
    assert_eq!(entity("It was done by a group called Tin Plover. Tin Plover is old.", "Tin Plover").kind, Organization);
}

#[test]
fn outlets_are_organizations() {
    for name in ["Cobalt Wire", "Elmstow Ledger", "Radnor Courier", "Penwick Bulletin"] {
        assert_eq!(entity(&format!("She told {name} that it rained."), name).kind, Organization);
    }
}

#[test]
fn what_a_person_does_is_no_part_of_the_name() {
    assert_eq!(names("Plumber Peter Marsh left."), pairs(&[("Peter Marsh", Person)]));
}

#[test]
fn the_outlet_is_an_organization_in_its_own_pages() {
    assert_eq!(entity("The mayor told The Silver Kettle that it rained.", "Silver Kettle").kind, Organization);
}

#[test]
fn particles_and_offices_before_a_name() {
    assert_eq!(
        names("Von der Hagen slept. Trade Secretary Ann Holt left."),
        pairs(&[("Von der Hagen", Person), ("Ann Holt", Person)])
    );
}

#[test]
fn a_number_may_open_a_name() {
    let text = "She sat on the 7th Circuit Court of Appeals in Oslo.";
    let shown = stretches(text, &sentences::find(text, &body(text)), None);
    assert!(shown.iter().any(|stretch| stretch.words[0].of(text) == "7th"));
}

#[test]
fn the_same_text_gives_the_same_names_by_rules_and_by_model_each_time() {
    let text = "Ann Vale of the Harbour Union met Ole Brandt in Lagos.";
    let sentences = sentences::find(text, &body(text));
    assert_eq!(found(text), found(text));
    assert!(find_by(None, text, &sentences, None).0.iter().any(|entity| entity.name == "Ann Vale"));
    assert!(!stretches(text, &sentences, None).is_empty());
}

#[test]
fn a_group_named_in_quotation_marks_is_one_where_it_is_told_what_it_is() {
    for text in [
        "Officials dismantled “Brass Typhoon,” a hacker group allegedly targeting ports in Norway.",
        "Officials dismantled “Brass Typhoon”, a hacker group allegedly targeting ports in Norway.",
    ] {
        assert_eq!(entity(text, "Brass Typhoon").kind, Organization);
    }
}

#[test]
fn a_body_of_a_country_is_an_organization_in_a_list_too() {
    assert_eq!(entity("The US Congress, Senate, Capitol, US government", "US Congress").kind, Organization);
}

#[test]
fn a_country_is_shown_by_the_name_that_the_text_uses_most() {
    let text = "China sent a note. Oslo answered China. The envoy of the People’s Republic of China left.";
    assert_eq!(mentions(text, "China").len(), 3);
}

#[test]
fn an_owner_that_is_named_elsewhere_is_no_part_of_the_name_of_what_it_owns() {
    let text = "Norway sent a note on Monday. Norway’s Treasury said so in Oslo.";
    assert_eq!(mentions(text, "Norway").len(), 2);
}

#[test]
fn a_group_whose_name_stands_between_commas_is_one() {
    let text = "The firm blamed a gang on Monday. It said that the group, Pale Heron, entered dozens of its machines.";
    assert_eq!(entity(text, "Pale Heron").kind, Organization);
}

#[test]
fn towns_in_tables_and_results_of_an_article_about_sport_are_teams() {
    let text = "SOCCER - LEAGUE RESULTS\n\nDivision one matches on Saturday:\n\nLuton 1 Northampton 0\n\nOsterby 2 Kelmouth 2\n\n\
                Spain 3 Norway 1\n\nLuton 44 31 8 5 90 41 101\n\nLuton won in Northampton for the first time in nine years.";
    let kinds: Vec<(String, EntityKind)> = names(text);
    for (name, kind) in [("Osterby", Organization), ("Kelmouth", Organization), ("Spain", Place), ("Norway", Place)] {
        assert!(kinds.contains(&(name.to_owned(), kind)), "{name}: {kinds:?}");
    }
    assert_eq!(kinds.iter().filter(|(name, _)| name == "Northampton").count(), 2, "the team and the town: {kinds:?}");
}

#[test]
fn a_table_of_the_weather_names_places() {
    let text = "Tomorrow\n\nLondon 15 21 12\n\nParis 17 24 11\n\nRain will reach London in the evening.";
    assert_eq!(names(text), pairs(&[("London", Place), ("Paris", Place)]));
}

#[test]
fn a_title_of_a_work_is_one_name_and_no_organization() {
    let text = "Her second novel, “The Wall and Its Keepers”, sold well. “Girl at the Gate”, painted in 1894, hangs in Oslo. \
                According to the family history, Rope and Ready Money, he opened it himself.";
    assert_eq!(
        names(text),
        pairs(&[
            ("Wall and Its Keepers", Other),
            ("Girl at the Gate", Other),
            ("Oslo", Place),
            ("Rope and Ready Money", Other)
        ])
    );
    let text = "“They priced it,” Ann Holt said of the report, A Dam and Its Owners. She left.";
    assert_eq!(names(text), pairs(&[("Ann Holt", Person), ("A Dam and Its Owners", Other)]));
}

#[test]
fn what_is_listed_is_what_the_list_says() {
    let text = "Several villages, including Alder Holt and Hinnock, were asked to boil their water.";
    assert_eq!(names(text), pairs(&[("Alder Holt", Place), ("Hinnock", Place)]));
}

#[test]
fn a_town_is_no_authority_that_is_called_after_it() {
    let text = "Traffic through Lindmark stopped on Monday. The Lindmark Port Authority blamed the wind. Ships left Lindmark.";
    assert_eq!(mentions(text, "Lindmark"), ["Lindmark", "Lindmark"]);
    assert_eq!(entity(text, "Lindmark").kind, Place);
}

#[test]
fn a_state_owns_its_treasury_and_is_no_part_of_its_name() {
    let text = "The computers of Velmark’s Treasury were off for nine days.";
    assert_eq!(names(text), pairs(&[("Velmark", Place), ("Treasury", Organization)]));
}

#[test]
fn a_newspaper_is_one_with_the_last_word_of_its_name() {
    let text = "He denied a report by The Harbour Gazette that the board knew. “The Gazette has minutes,” Teague said.";
    assert_eq!(mentions(text, "Harbour Gazette"), ["Harbour Gazette", "Gazette"]);
}
