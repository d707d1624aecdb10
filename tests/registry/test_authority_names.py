"""Who a published buyer is: every spelling that is an authority's, and every namesake that is not."""

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import registry
from registry.authority_names import AuthorityMatcher, KnownAuthority

REFERENCE = Path(registry.__file__).parent / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known_authorities() -> list[KnownAuthority]:
    listed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("authority_identities.csv"):
        listed[row["gss"], row["kind"]].append(row["value"])
    return [
        KnownAuthority(
            gss=row["gss"],
            short_name=row["short_name"],
            official_name=row["official_name"],
            other_names=(*filter(None, row["other_names"].split("; ")), *listed[row["gss"], "name"]),
            identifiers=tuple(listed[row["gss"], "identifier"]),
        )
        for row in rows("uk_local_authorities.csv")
    ]


AUTHORITIES = known_authorities()
LONDON = [authority for authority in AUTHORITIES if authority.gss.startswith("E09")]
ELSEWHERE = [authority for authority in AUTHORITIES if not authority.gss.startswith("E09")]
GSS = {authority.short_name: authority.gss for authority in AUTHORITIES}
IN_LONDON = AuthorityMatcher(LONDON, ELSEWHERE)
IN_THE_UK = AuthorityMatcher(AUTHORITIES)


def who(name: str, *identifiers: str, matcher: AuthorityMatcher = IN_LONDON) -> list[str]:
    short_names = {authority.gss: authority.short_name for authority in AUTHORITIES}
    return [short_names[match.gss] for match in matcher.match(name, identifiers)]


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("London Borough of Camden", "Camden"),
        ("THE LONDON BOROUGH OF CAMDEN", "Camden"),
        ("London Borough of Camden Council", "Camden"),
        ("Camden Council", "Camden"),
        ("Camden London Borough Council", "Camden"),
        ("Camden Borough Council", "Camden"),
        ("Council of the London Borough of Camden", "Camden"),
        ("The Mayor and Burgesses of the London Borough of Camden", "Camden"),
        ("Mayor & Burgesses of the London Borough of Lambeth", "Lambeth"),
        ("LB Camden", "Camden"),
        ("L.B. Camden", "Camden"),
        ("L B of Camden", "Camden"),
        ("  london   borough of\u00a0camden ", "Camden"),
        ("Camden", "Camden"),
        ("Tower Hamlets", "Tower Hamlets"),
        ("LBTH", "Tower Hamlets"),
        ("Royal Borough of Greenwich", "Greenwich"),
        ("London Borough of Greenwich", "Greenwich"),
        ("RB Greenwich", "Greenwich"),
        ("City of London", "City of London"),
        ("City of London Corporation", "City of London"),
        ("Corporation of London", "City of London"),
        ("The Mayor and Commonalty and Citizens of the City of London", "City of London"),
        ("City of Westminster", "Westminster"),
        ("Westminster City Council", "Westminster"),
        ("The Lord Mayor and Citizens of the City of Westminster", None),
        ("London Borough of Westminster", "Westminster"),
        ("Royal Borough of Kingston Upon Thames", "Kingston upon Thames"),
        ("Kingston-upon-Thames Council", "Kingston upon Thames"),
        ("Kingston Council", "Kingston upon Thames"),
        ("London Borough of Kingston", "Kingston upon Thames"),
        ("RBK", "Kingston upon Thames"),
        ("Richmond Council", "Richmond upon Thames"),
        ("London Borough of Richmond", "Richmond upon Thames"),
        ("LBRuT", "Richmond upon Thames"),
        ("RBKC", "Kensington and Chelsea"),
        ("The Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("LBBD", "Barking and Dagenham"),
        ("London Borough of Barking & Dagenham Council", "Barking and Dagenham"),
        ("LBHF", "Hammersmith and Fulham"),
        ("LBH&F", "Hammersmith and Fulham"),
        ("H&F Council", "Hammersmith and Fulham"),
        ("LBWF", "Waltham Forest"),
        ("RBG", "Greenwich"),
        ("Harringay Council", "Haringey"),
        ("London Borough of Harringay", "Haringey"),
        ("Hackney LBC", "Hackney"),
        ("Camden LBC", "Camden"),
        ("Ealing LBC", "Ealing"),
        ("LBC Croydon", "Croydon"),
        ("Luton LBC", None),
        ("LBC", None),
        ("London Borough of H and F", "Hammersmith and Fulham"),
    ],
)
def test_an_authority_is_known_by_the_ways_it_writes_its_name(name, authority):
    assert who(name) == ([authority] if authority else [])


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("Lambeth, London Borough of", "Lambeth"),
        ("Lambeth, LB of", "Lambeth"),
        ("CAMDEN, THE LONDON BOROUGH OF", "Camden"),
        ("Lambeth, Mayor and Burgesses of the London Borough of", "Lambeth"),
        ("Camden, London Borough of, Housing", "Camden"),
        ("Kingston upon Thames, Royal Borough of", "Kingston upon Thames"),
        ("Kensington and Chelsea, Royal Borough of", "Kensington and Chelsea"),
        ("Westminster, City of", "Westminster"),
        ("London, City of", "City of London"),
        ("London, Corporation of", "City of London"),
        ("Westminster, University of", None),
        ("Westminster, Diocese of", None),
        ("London, University of", None),
        ("London, Port of", None),
        ("Camden, City of", None),
        ("Sutton, Royal Borough of", None),
        ("Hull, City of", None),
    ],
)
def test_a_name_turned_round_for_an_index_is_its_authority(name, authority):
    assert who(name) == ([authority] if authority else [])


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("LBB Barnet", "Barnet"),
        ("LBB - Bexley", "Bexley"),
        ("Bromley (LBB)", "Bromley"),
        ("LBH Harrow Council", "Harrow"),
        ("LBHF - London Borough of Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("LBTH Tower Hamlets", "Tower Hamlets"),
        ("LBRuT Richmond upon Thames", "Richmond upon Thames"),
        ("RBKC: Kensington and Chelsea", "Kensington and Chelsea"),
        ("RBK Kingston", "Kingston upon Thames"),
        ("RBG Greenwich", "Greenwich"),
        ("LBB", None),
        ("LBH", None),
        ("WCC", None),
        ("RBG Kew", None),
        ("RBS Sutton", None),
        ("LBH Barnet", None),
        ("LBB Barnet Homes", None),
        ("LBTH Tower Hamlets Homes", None),
        ("LBWF Waltham Forest College", None),
        ("LBH Harrow School", None),
        ("lbl " * 60, None),
    ],
)
def test_an_acronym_beside_the_name_it_stands_for_makes_it_a_london_borough(name, authority):
    assert who(name) == ([authority] if authority else [])


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("London Borough of Hammersmith", "Hammersmith and Fulham"),
        ("London Borough of Barking", "Barking and Dagenham"),
        ("LB Barking, Procurement", "Barking and Dagenham"),
        ("Royal Borough of Kensington", "Kensington and Chelsea"),
        ("London Borough of Kensington", "Kensington and Chelsea"),
        ("London Borough of Richmond", "Richmond upon Thames"),
        ("London Borough of Waltham", "Waltham Forest"),
        ("Barking Council", None),
        ("Kensington", None),
        ("Waltham Council", None),
        ("Waltham Abbey Town Council", None),
        ("Royal Borough of Barking", None),
        ("Royal Borough of Windsor", None),
        ("London Borough of Walt", None),
        ("London Borough of Hammersmith Academy", None),
    ],
)
def test_a_place_may_be_cut_short_when_the_name_says_london_borough(name, authority):
    assert who(name) == ([authority] if authority else [])


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("London Borough of Haringey - Parks and Leisure", "Haringey"),
        ("Camden Council, Procurement Team", "Camden"),
        ("Camden Council Procurement Team", "Camden"),
        ("LB Camden (Housing)", "Camden"),
        ("London Borough of Barking and Dagenham: Adult Social Care", "Barking and Dagenham"),
        ("Royal Borough of Kensington and Chelsea – Children's Services", "Kensington and Chelsea"),
        ("London Borough of Bromley, Kent", "Bromley"),
        ("Barking and Dagenham Council, Essex", "Barking and Dagenham"),
        ("London Borough of Hackney Pension Fund", "Hackney"),
        ("Westminster City Council on behalf of the Westminster schools", "Westminster"),
        ("Harrow Council e-Tendering", "Harrow"),
    ],
)
def test_a_department_is_its_authority(name, authority):
    assert who(name) == [authority]


@pytest.mark.parametrize(
    ("name", "authorities"),
    [
        (
            "London Boroughs of Richmond upon Thames and Wandsworth",
            ["Richmond upon Thames", "Wandsworth"],
        ),
        ("Richmond and Wandsworth Councils", ["Richmond upon Thames", "Wandsworth"]),
        ("Kingston and Sutton Councils", ["Kingston upon Thames", "Sutton"]),
        (
            "London Borough of Barking & Dagenham / London Borough of Havering",
            ["Barking and Dagenham", "Havering"],
        ),
        ("Brent, Lewisham and Southwark", ["Brent", "Lewisham", "Southwark"]),
        ("Brent, Lewisham, & Southwark Councils - ICT", ["Brent", "Lewisham", "Southwark"]),
        (
            "Westminster City Council and the Royal Borough of Kensington and Chelsea",
            ["Kensington and Chelsea", "Westminster"],
        ),
        (
            "Hammersmith and Fulham, Kensington and Chelsea and Westminster",
            ["Hammersmith and Fulham", "Kensington and Chelsea", "Westminster"],
        ),
        ("London Borough of Camden, London Borough of Islington", ["Camden", "Islington"]),
        ("Sutton, Achieving for Children and Kingston", ["Kingston upon Thames", "Sutton"]),
        ("London Borough of Bexley and Kent County Council", ["Bexley"]),
        ("Wandsworth & Richmond", ["Richmond upon Thames", "Wandsworth"]),
        ("Richmond and Wandsworth", ["Richmond upon Thames", "Wandsworth"]),
        ("Kingston and Sutton Shared Services", ["Kingston upon Thames", "Sutton"]),
        ("RBKC and WCC", ["Kensington and Chelsea", "Westminster"]),
        ("Bi-borough (RBKC and WCC)", ["Kensington and Chelsea", "Westminster"]),
        (
            "Tri-borough: Westminster, RBKC and LBHF",
            ["Hammersmith and Fulham", "Kensington and Chelsea", "Westminster"],
        ),
        (
            "Tri-borough (Westminster, Kensington and Chelsea, Hammersmith and Fulham)",
            ["Hammersmith and Fulham", "Kensington and Chelsea", "Westminster"],
        ),
        ("oneSource (London Borough of Havering and London Borough of Newham)", ["Havering", "Newham"]),
        ("Brent, Lewisham and Southwark Shared Technology Services", ["Brent", "Lewisham", "Southwark"]),
        ("Shared Technology Service (Brent, Lewisham and Southwark)", ["Brent", "Lewisham", "Southwark"]),
    ],
)
def test_a_joint_name_is_every_authority_in_it(name, authorities):
    assert who(name) == authorities


@pytest.mark.parametrize(
    "name",
    [
        "Kingston and Richmond",
        "Richmond, Wandsworth",
        "Richmond and Swale",
        "Wandsworth & Richmond Talking Therapies",
        "Kingston and Richmond NHS Foundation Trust",
        "West London Waste Authority (London Boroughs of Brent and Ealing)",
        "Shared Waste Services Authority (London Boroughs of Brent and Ealing)",
        "Hearthstone Homes (London Boroughs of Camden and Brent)",
        "Elmfield Group (London Borough of Camden and London Borough of Islington)",
        "NHS Shared Business Services (Camden and Islington)",
        "Shared Lives Plus (Merton and Sutton)",
        "Camden and Islington Shared Lives",
        "Bi-borough",
        "Tri-borough: schools",
        "oneSource",
        "oneSource (London Borough of Havering and others)",
    ],
)
def test_a_list_of_boroughs_in_somebody_else_s_name_is_not_theirs(name):
    assert who(name) == []


@pytest.mark.parametrize(
    "name", ["Barking and Dagenham", "Hammersmith and Fulham", "Hammersmith & Fulham", "Kensington & Chelsea"]
)
def test_an_authority_with_and_in_its_name_is_one(name):
    assert who(name) == [name.replace("&", "and")]


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("London Borough of Hammersmith and Fuham (LBHF)", "Hammersmith and Fulham"),
        ("London Borough of Houslow", "Hounslow"),
        ("Lonon Borough of Hounslow", "Hounslow"),
        ("Hounslow Coucil", "Hounslow"),
        ("London Borugh of Brent", "Brent"),
        ("London Borough of Newnham", "Newham"),
        ("Waltam Forest", "Waltham Forest"),
        ("Tower Hamlet Council", "Tower Hamlets"),
        ("Towerhamlets Council", "Tower Hamlets"),
        ("Royal Borough of Kingston upon Tames", "Kingston upon Thames"),
        ("Lewisam Council, Procurement", "Lewisham"),
        ("Bromely Council", "Bromley"),
        ("BROMELY BOROUGH COUNCIL", "Bromley"),
        ("Lambeht Council", "Lambeth"),
        ("Lambeht Council, Procurement", "Lambeth"),
        ("Cryodon Council", "Croydon"),
        ("Camdem Council", "Camden"),
        ("Haringay Council", "Haringey"),
        ("Brennt Council", "Brent"),
        ("Suttton Council", "Sutton"),
        ("Barking adn Dagenham Council", "Barking and Dagenham"),
        ("Hammersmithand Fulham Council", "Hammersmith and Fulham"),
    ],
)
def test_a_misspelt_name_is_recognised_and_says_so(name, authority):
    (match,) = IN_LONDON.match(name)

    assert (match.gss, match.how) == (GSS[authority], "spelling")


@pytest.mark.parametrize(
    "name",
    [
        # somebody else's place, one letter away
        *("Barrow Council", "Jarrow Council", "Yarrow Council", "Harlow Council", "Newnham Council", "Newsham Council"),
        *("Bramley Council", "Campden Council", "Roydon Council", "Healing Council", "Eling Council", "Boxley Council"),
        *("Henfield Council", "Trent Council", "Brett Council", "Barnes Council", "Levisham Council", "Luton Council"),
        *("Hutton Council", "Stutton Council", "Murton Council", "Morton Council", "Melton Council", "Kington Council"),
        *("Bexhill Council", "Bromsgrove Council", "Camberley Council", "Halton Council", "Willingdon Council"),
        *("Hillington Council", "Wadsworth Council", "Southwick Council", "Loddon City Council", "Haverigg Council"),
        # as near to another as to a borough
        *("Brnet Council", "Barent Council", "Harow Council", "Metton Council"),
        # two slips, or no word for a council
        *("Bormely Council", "Camden Ad Council", "Camdem", "Bromely", "Lambeht CVS"),
        # misspelt, and still bodies of their own
        *("Bromely College", "Cryodon NHS Trust", "Camdem School", "Bromely Town Council", "Suttton Parish Council"),
        *("Camdem Homes", "Hackny Council for Voluntary Service", "Londn Councils", "Lonodn Council", "London Coucils"),
    ],
)
def test_a_near_miss_is_not_a_misspelt_london_authority(name):
    assert who(name) == []


@pytest.mark.parametrize(
    "name",
    [
        # health, education, police: bodies of their own
        "Barnet, Enfield and Haringey Mental Health NHS Trust",
        "Camden and Islington NHS Foundation Trust",
        "Barking, Havering and Redbridge University Hospitals NHS Trust",
        "Kingston Hospital NHS Foundation Trust",
        "NHS Richmond CCG",
        "University of Westminster",
        "University of Greenwich",
        "Kingston University",
        "Merton College",
        "Newham College",
        "Hackney Community College",
        "Harrow School",
        "Westminster School",
        "Camden School for Girls",
        "Harris Academy Merton",
        "City of London Academy Islington",
        "Haringey Education Partnership",
        "Camden Learning Limited",
        # run by the City of London Corporation, with systems of their own: only its identifier makes them it
        "City of London Police",
        "City of London School",
        # companies and charities of a borough
        "Barnet Homes",
        "Lewisham Homes Limited",
        "London Borough of Barnet Homes",
        "Westminster City Council (CityWest Homes)",
        "Hackney Council for Voluntary Service",
        "Harrow Council for Racial Equality",
        "Bexley Council for Equality and Diversity",
        "Age UK Camden",
        "Mind in Harrow",
        "Citizens Advice Sutton",
        "Enfield Council Leisure Ltd",
        # the rest of London
        "London Councils",
        "London Borough",
        "London Boroughs",
        "London",
        "London Fire Brigade",
        "London Ambulance Service NHS Trust",
        "Transport for London",
        "Greater London Authority",
        "Mayor of London",
        "West London Waste Authority",
        "London Legacy Development Corporation",
        "London North Eastern Railway Limited",
        "London Luton Airport Operations Limited",
        "Westminster Abbey",
        "Palace of Westminster",
        "Keir Holborn MP",
        "MP for Tottenham and Haringey",
        # parish and town councils
        "Sutton Town Council",
        "Sutton Coldfield Town Council",
        "Royal Sutton Coldfield Town Council",
        "Richmond Town Council",
        "Enfield Parish Council",
        "Merton Parish Council",
        "Newnham Parish Council",
        "Bramley Parish Council",
        "Greenwich Community Council",
        # other councils, past and present
        "Richmondshire District Council",
        "Barrow Borough Council",
        "Barrow-in-Furness Borough Council",
        "Melton Borough Council",
        "Kingston upon Hull City Council",
        "Hull City Council",
        "Bromsgrove District Council",
        "Bexhill Town Council",
        "Bexhill",
        "Newnham",
        "Newnham Council",
        "Newport City Council",
        "Lewes District Council",
        "Derry City",
        "Brentwood Borough Council",
        "Kent County Council",
        "Windsor and Maidenhead",
        "Camden County Council",
        "Sutton District Council",
        # namesakes
        "Richmond",
        "Kingston",
        "Hammersmith",
        "Richmond (Yorks)",
        "Richmond, North Yorkshire",
        "Camden, New South Wales",
        "Sutton-in-Ashfield",
        "Merton, Devon",
        "Sutton, Surrey",
        "Bromley, Kent",
        "Kingstown Works Limited",
        "Boskalis Westminster Limited",
        "Richmond Housing Partnership Limited",
        # nobody
        "",
        " ",
        "-",
        "and",
        "Council",
        "The Council",
        "City Council",
        "Borough of",
        "N/A",
        "LB",
    ],
)
def test_nobody_else_is_ever_taken_for_a_london_authority(name):
    assert who(name) == []


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("Bristol City Council", "City of Bristol"),
        ("Borough Council of King's Lynn & West Norfolk", "Kings Lynn and West Norfolk"),
        ("The City of Edinburgh Council", "City of Edinburgh"),
        ("Metropolitan borough of Bury", "Bury"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Kingston upon Hull City Council", "Kingston upon Hull"),
        ("County Council of Durham", "County Durham"),
        ("Durham County Council", "County Durham"),
        ("Cornwall Council", "Cornwall"),
        ("Cornwall County Council", "Cornwall"),
        ("Comhairle nan Eilean Siar", "Eilean Siar"),
        ("Cyngor Gwynedd", "Gwynedd"),
        ("Nottingham City Council", "Nottingham"),
        ("Nottinghamshire County Council", "Nottinghamshire"),
        ("Leicester City Council", "Leicester"),
        ("Leicestershire County Council", "Leicestershire"),
        ("Derby City Council", "Derby"),
        ("Derbyshire County Council", "Derbyshire"),
        ("Derbyshire Dales District Council", "Derbyshire Dales"),
        ("City of York Council", "York"),
        ("North Yorkshire Council", "North Yorkshire"),
        ("York and North Yorkshire Combined Authority", "York and North Yorkshire"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("Newcastle upon Tyne City Council", "Newcastle upon Tyne"),
        ("Newcastle-under-Lyme Borough Council", "Newcastle-under-Lyme"),
        ("Newcastle Borough Council", "Newcastle-under-Lyme"),
        ("Newcastle Council", None),
        ("Cambridgeshire & Peterborough Combined Authority", "Cambridgeshire and Peterborough"),
        ("Cambridge City Council", "Cambridge"),
        ("Durham City Council", None),
        ("Derbyshire Borough Council", None),
        ("West Midlands", None),
        ("North East", None),
        ("Bournemouth Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("Newry, Mourne and Down District Council (NMD) ", "Newry, Mourne and Down"),
        ("Rhondda Cynon Taf CBC", "Rhondda Cynon Taff"),
        ("Nuneaton & Bedworth BC (NUN)", "Nuneaton and Bedworth"),
        ("The Council of the City of Wakefield", "Wakefield"),
        ("Blackburn with Darwen", "Blackburn with Darwen"),
        ("East Herts Council", "East Hertfordshire"),
        ("Southend-on-Sea City Council", "Southend-on-Sea"),
        ("Suffolk County Council Passenger Transport", "Suffolk"),
        ("Herfordshire County Council", None),
        ("Sutton Coldfield Town Council", None),
        ("Merton, Devon", None),
        ("Bromley, Kent", None),
        ("Kent and Medway Fire and Rescue Authority", None),
        ("County Durham and Darlington Fire and Rescue Authority", None),
        ("University of Derby", None),
    ],
)
def test_any_authority_of_the_united_kingdom_can_be_covered(name, authority):
    assert who(name, matcher=IN_THE_UK) == ([authority] if authority else [])


@pytest.mark.parametrize("authority", AUTHORITIES, ids=lambda authority: authority.gss)
def test_every_official_name_is_its_own_authority(authority):
    assert [match.gss for match in IN_THE_UK.match(authority.official_name)] == [authority.gss]


def test_an_identifier_decides_whatever_the_name():
    (match,) = IN_LONDON.match("Somebody else entirely", ["GB-COH-01234567", "gb-ppon-pzxl-5842-vbbg"])

    assert (match.gss, match.how, match.matched) == (GSS["Camden"], "identifier", "gb-ppon-pzxl-5842-vbbg")


def test_an_identifier_beats_another_authority_s_name():
    assert who("London Borough of Islington", "GB-LAE-CMD") == ["Camden"]


def test_a_joint_name_under_the_identifier_of_one_is_all_of_them():
    matches = IN_LONDON.match("Richmond and Wandsworth Councils", ["GB-LAE-WND"])

    assert [(match.gss, match.how) for match in matches] == [
        (GSS["Richmond upon Thames"], "name"),
        (GSS["Wandsworth"], "identifier"),
    ]


def test_an_authority_that_is_not_covered_is_not_matched_even_by_its_identifier():
    durham = KnownAuthority("E06000047", "County Durham", "Durham County Council", (), ("GB-LAE-DUR",))
    matcher = AuthorityMatcher(LONDON, [durham])

    assert matcher.match("London Borough of Camden", ["GB-LAE-DUR"]) == ()


def test_without_the_others_a_namesake_is_still_not_claimed():
    alone = AuthorityMatcher(LONDON)

    assert [name for name in ("Melton Borough Council", "Hull City Council") if alone.match(name)] == []


def spoilt(word: str, random: random.Random) -> str:
    """Drop, swap or double one letter."""
    at = random.randrange(len(word) - 1)
    return random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[: at + 1] + word[at:],
        ]
    )


@given(st.sampled_from(LONDON), st.randoms(use_true_random=False))
def test_a_slip_of_one_letter_never_makes_it_another_authority(authority, random):
    misspelt = spoilt(authority.short_name, random)

    names = [f"London Borough of {misspelt}", f"{misspelt} Council", f"LB {misspelt}", f"{misspelt} LBC", misspelt]
    found = {match.gss for name in names for match in IN_THE_UK.match(name)}

    assert found <= {authority.gss}


@given(st.text(max_size=400))
@example("," * 400)
@example("London Borough of " + "Camden and " * 60)
def test_any_text_at_all_gives_an_answer(name):
    assert isinstance(IN_LONDON.match(name, [name]), tuple)


@given(st.permutations(LONDON), st.permutations(ELSEWHERE))
def test_the_order_in_which_authorities_are_listed_changes_nothing(covered, others):
    names = ["Richmond and Wandsworth Councils", "Kingston Council", "Newcastle Council", "Waltam Forest"]
    matcher = AuthorityMatcher(covered, others)

    assert [matcher.match(name) for name in names] == [IN_LONDON.match(name) for name in names]
