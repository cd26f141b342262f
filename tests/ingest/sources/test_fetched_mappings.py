"""What the sources that are fetched make of small invented files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.source import known_sources, workspace_folder

from tests.ingest.folders import crawl


@dataclass(frozen=True)
class Made:
    """What came of the files, the first of each where a thing or a link comes in several rows."""

    nodes: dict[str, Node]
    links: dict[tuple[str, str, str], Link]
    refused: list[tuple[str, str]]
    """Column and reason."""


Make = Callable[[str, Mapping[str, str]], Made]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Lays files where a workspace keeps those of a source, and crawls it."""

    def crawled(name: str, files: Mapping[str, str]) -> Made:
        lay(tmp_path, name, files)
        nodes, links, rejects = crawl(known_sources(tmp_path)[name])
        return Made(
            {node.id: node for node in reversed(nodes)},
            {(link.kind, link.start, link.end): link for link in reversed(links)},
            [(reject.column, reject.reason) for reject in rejects],
        )

    return crawled


def lay(home: Path, name: str, files: Mapping[str, str]) -> None:
    folder = workspace_folder(home, name)
    folder.mkdir(parents=True)
    for file, text in files.items():
        raw = text.encode()
        (folder / file).write_bytes(gzip.compress(raw) if file.endswith(".gz") else raw)


def layer(*rows: dict[str, object]) -> str:
    """GeoJSON with a point in Napa County for each row."""
    point = {"type": "Point", "coordinates": [-122.4, 38.5, 0.0]}
    features = [{"type": "Feature", "properties": row, "geometry": point} for row in rows]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_winery_has_its_parcel_and_what_the_layer_leaves_open_is_open(make: Make) -> None:
    unknown: dict[str, object] = {"Last_UP": None, "Apprv_date": None, "Estab_date": None}
    named = {
        "id": 1.0,
        "Name": "ZYX WINERY",
        "Status": "PROD",
        "EmplyeeNum": 12,
        "Prod_Curr": 20000,
        "AVA": "St Helena",
    }
    planned = {"id": 2.0, "Name": "ABC CELLARS", "Status": "PEND", "EmplyeeNum": 0, "Prod_Curr": 0, "AVA": "Nowhere"}
    bare = {"id": 3.0, "Name": "QWE", "Status": None, "EmplyeeNum": 0, "Prod_Curr": 0, "AVA": None}
    dates = {"Last_UP": "P1", "Apprv_date": "07/17/1972", "Estab_date": "12/01/1972"}
    made = make(
        "napa_wineries",
        {
            "Winery_public_qgis.json": layer(named | dates, planned | unknown, bare | unknown),
            "Winery_locations_qgis.json": layer({"ID": 1.0, "ASMT": "018"}),
        },
    )
    zyx = made.nodes["napa-winery-1"].properties
    assert (zyx["name"], zyx["employees"], zyx["founded"]) == ("Zyx Winery", 12, "1972-12-01")
    assert zyx["description"] == "Winery, in production, 20,000 gallons a year"
    assert zyx["identifiers"] == ["napa-parcel:018"]
    assert "employees" not in made.nodes["napa-winery-2"].properties
    assert made.nodes["napa-winery-3"].properties["description"] == "Winery"
    states = {start: link.properties.get("state") for (kind, start, _), link in made.links.items() if "CLASS" in kind}
    assert states == {"napa-winery-1": "functioning", "napa-winery-2": "latent", "napa-winery-3": None}
    assert {end for kind, start, end in made.links if (kind, start) == ("LOCATED_IN", "napa-winery-1")} == {
        "us-county-06055",
        "ava-st-helena",
    }
    assert made.refused == [("AVA", "is not a known appellation")]


def test_an_organisation_serves_each_cluster_once_whatever_ends_its_lines(make: Make) -> None:
    table = (
        "org_id,org_title,cluster_name\r7,Zyx Council,Medical Devices\r7,Zyx Council,Medical Devices\r2245,Abc,Forestry"
    )
    made = make("us_cluster_organizations", {"CurrentOrganizationsAndClusters.csv": table})
    assert set(made.links) == {
        ("IN_CLUSTER", "cluster-org-7", "cluster-medical-devices"),
        ("IN_CLUSTER", "cluster-org-2245", "cluster-forestry"),
    }
    assert [made.nodes[f"cluster-org-{number}"].kind for number in (7, 2245)] == ["Institution", "Firm"]


def test_only_what_names_an_organisation_and_a_direction_becomes_a_supply(make: Make) -> None:
    table = "\n".join(
        [
            "relation,sentence,source,target",
            "Sells to,Zyx sells to VW.,Zyx Axle Inc,VW",
            'customers,"The Abc Works’s orders.",Zyx Axle Inc,"the “Abc Works”’s"',
            "customers,Costs.,Zyx Axle Inc,Supplementary Data",
            "Sells to,Abc again.,Zyx Axle Inc,Abc Works",
            "customers,Costs.,Zyx Axle Inc,QQQ",
            "customers,A brand.,Zyx Axle Inc,Buick",
            "Supply,Abc supplies.,Zyx Axle Inc,Abc Works",
            "customers,Systems.,Zyx Axle Inc,Qwe Systems Inc.",
        ]
    )
    made = make("sec_auto_supply", {"knowledge_df.csv": table})
    assert {end: link.properties["confidence"] for (_, _, end), link in made.links.items()} == {
        "auto-supply-volkswagen": 0.8,
        "auto-supply-abc-works": 0.8,
        "auto-supply-qwe-systems": 0.6,
    }
    assert made.links["SUPPLIES", "auto-supply-zyx-axle", "auto-supply-volkswagen"].properties["evidence"] == [
        "Zyx sells to VW."
    ]
    assert made.refused == [
        ("target", "is a term of the filing"),
        ("target", "is an abbreviation that may stand for anything"),
        ("target", "is a brand"),
        ("relation", "does not say who supplies whom"),
    ]


def marker(number: int, name: str, address: str, lon: object = 4.9, lat: object = 52.3) -> dict[str, object]:
    return {
        "id": number,
        "name": name,
        "organizationUrl": "http://",
        "address": address,
        "longitude": lon,
        "latitude": lat,
    }


def test_participants_are_told_by_name_and_placed_in_their_country(make: Make) -> None:
    markers = [
        marker(1, "UNIVERSITEIT ZYX", "DREEF 15, 1105AZ, AMSTERDAM, NL"),
        marker(2, "ZYX PHARMA'S GMBH", "WEG 1, BAU 2, 10115, BERLIN, DE", "", ""),
        marker(3, "ZYX", "WEG 1, 10115, BERLIN, DE"),
        marker(4, "ABC INC", "1 ROAD, 02142, CAMBRIDGE MA, US", -71.08, 42.36),
        marker(5, "QWE LTD", "1 ROAD, SEATTLE, WASHINGTON, UK"),
    ]
    made = make(
        "imi_network",
        {
            "markers.js": f"\ufeffvar markers = {markers};",
            "participants.js": 'var participants = [\n{"name":"X_Y", "ids": [1,1,2,3,9]}\n];',
        },
    )
    assert {id: node.kind for id, node in made.nodes.items() if node.kind in {"Firm", "Institution"}} == {
        "imi-1": "Institution",
        "imi-2": "Firm",
        "imi-4": "Firm",
        "imi-5": "Firm",
    }
    amsterdam = made.nodes["imi-1"].properties
    assert (amsterdam["type"], amsterdam["town"], amsterdam["postcode"]) == ("university", "Amsterdam", "1105AZ")
    assert made.nodes["imi-2"].properties["address"] == "Weg 1, Bau 2"
    assert made.nodes["nl"].properties == {"name": "Netherlands", "type": "nation", "code": "NL"}
    assert set(made.links) == {
        ("LOCATED_IN", "imi-1", "nl"),
        ("LOCATED_IN", "imi-2", "de"),
        ("LOCATED_IN", "imi-4", "us-county-25017"),
        ("LOCATED_IN", "imi-5", "gb"),
        ("PARTICIPATES_IN", "imi-1", "imi-project-x-y"),
        ("PARTICIPATES_IN", "imi-2", "imi-project-x-y"),
    }
    assert made.refused == [
        ("name", "may be a firm or an institution"),
        ("address", "does not say which part is the town"),
        ("ids", "is no organisation that markers.js describes well enough"),
        ("ids", "is no organisation that markers.js describes well enough"),
    ]


def test_a_script_that_is_none_is_named(make: Make) -> None:
    with pytest.raises(InvalidSource, match=r"markers\.js: is not 'var name = \[\.\.\.\]' with a list of records"):
        make("imi_network", {"markers.js": "<html>", "participants.js": "var participants = []"})


def test_a_zip_code_lies_in_each_area_to_its_share_of_addresses(make: Make) -> None:
    rows = "94558,34900,0.75,NAPA,CA\n94558,46700,0.25,NAPA,CA\n00801,99999,1,ST THOMAS,VI\n"
    made = make("zip_cbsa", {"zip-cbsa.csv": f"zip,geoid,tot_ratio,city,state\n{rows}"})
    assert {(start, end): link.properties["confidence"] for (_, start, end), link in made.links.items()} == {
        ("us-zip-94558", "us-metro-34900"): 0.75,
        ("us-zip-94558", "us-metro-46700"): 0.25,
    }
    assert made.nodes["us-zip-94558"].properties["name"] == "94558 Napa, CA"
    assert (made.nodes["us-zip-00801"].kind, made.refused) == ("Place", [])


def test_a_county_lies_in_its_division_and_a_metro_in_its_combined_area(make: Make) -> None:
    header = (
        "cbsacode,metropolitandivisioncode,csacode,cbsatitle,metropolitanmicropolitanstatis,metropolitandivisiontitle,"
        "csatitle,fipsstatecode,fipscountycode,centraloutlyingcounty\n"
    )
    rows = (
        '1,2,3,"Zyx, CA",Metropolitan,"Abc, CA","Qwe, CA",06,001,Central\n'
        '4,,,"Solo, CA",Micropolitan,,,06,003,Outlying\n'
    )
    made = make("cbsa_2023", {"cbsa2fipsxw.csv": header + rows})
    assert set(made.links) == {
        ("WITHIN", "us-county-06001", "us-metro-1"),
        ("WITHIN", "us-county-06001", "us-metro-division-2"),
        ("WITHIN", "us-metro-division-2", "us-metro-1"),
        ("WITHIN", "us-metro-1", "us-csa-3"),
        ("WITHIN", "us-county-06003", "us-metro-4"),
    }
    assert made.refused == []


def test_a_buyer_and_what_it_bought_are_companies_of_their_state(make: Make) -> None:
    companies = (
        "permalink,name,category_code,status,country_code,state_code,city,founded_year\n"
        "/company/zyx,Zyx,news,closed,USA,NY,NYC,2012.0\n"
    )
    acquisitions = (
        "company_permalink,company_name,company_country_code,company_state_code,company_city,acquirer_permalink,"
        "acquirer_name,acquirer_country_code,acquirer_state_code,acquirer_city,acquired_at,price_amount,price_currency_code\n"
        "/company/zyx,Zyx,USA,NY,NYC,/company/abc,Abc,GBR,,London,2010-09-28,650.0,USD\n"
    )
    made = make("crunchbase_2013", {"crunchbase-companies.csv": companies, "crunchbase-acquisitions.csv": acquisitions})
    bought = made.links["ACQUIRED", "crunchbase-company-abc", "crunchbase-company-zyx"].properties
    assert (bought["since"], bought["evidence"]) == ("2010-09-28", ["CrunchBase, October 2013", "price: 650.0 USD"])
    assert set(made.links) - {("ACQUIRED", "crunchbase-company-abc", "crunchbase-company-zyx")} == {
        ("LOCATED_IN", "crunchbase-company-zyx", "us-ny")
    }
    assert made.nodes["crunchbase-company-abc"].properties["home_country"] == "GB"
    assert made.refused == []


def test_an_investor_that_may_be_a_person_or_a_round_of_later_terms_is_refused(make: Make, tmp_path: Path) -> None:
    companies = "permalink,name\n/company/zyx,Zyx\n/company/abc,Twice\n/company/abc-2,Twice\n"
    lay(tmp_path, "crunchbase_2013", {"crunchbase-companies.csv": companies})
    rounds = [
        "company_name,investor_name,funded_when,amount_usd",
        "Zyx,Imaginary Capital,2012-05-01,1500000.0",
        "Zyx,Imaginary Capital,2013-11-01,",
        "Zyx,Nobody Invented,2012-05-01,",
        "Twice,Imaginary Capital,2012-05-01,",
        "Qwe,Imaginary Capital,2012-05-01,",
    ]
    made = make(
        "crunchbase_2013_investments",
        {
            "investments_org_investors_to_2013-10.csv.gz": "\n".join(rounds),
            "vc_firm_offices.csv": "investor,founded,city,state\nImaginary Capital,1983.0,Palo Alto,CA\n",
        },
    )
    financed = made.links["FINANCES", "crunchbase-investor-imaginary-capital", "crunchbase-company-zyx"]
    assert financed.properties["evidence"] == ["Round of 1,500,000 USD in all on 2012-05-01"]
    assert ("LOCATED_IN", "crunchbase-investor-imaginary-capital", "us-ca") in made.links
    assert made.refused == [
        ("funded_when", "is not under the terms of October 2013"),
        ("investor_name", "may be the name of a natural person"),
        ("company_name", "is the name of several companies"),
        ("company_name", "is no company of crunchbase_2013"),
    ]


def test_a_filer_abroad_is_placed_in_its_country_and_one_at_home_is_left_out(make: Make) -> None:
    header = (
        "name,cik,business_city,business_stateOrCountry,business_stateOrCountryDescription,business_street1,"
        "business_street2,business_zipCode,sic,sicDescription,tickers\n"
    )
    rows = [
        "ZYX INC,01,NAPA,CA,CA,1 ROAD,,94558,2834,Drugs,['ZYX']",
        "ABC MINES,02,TORONTO,A6,\"Ontario, Canada\",1 ROAD,FLOOR 2,M5G,1040,Gold,\"['ABC', 'ABX']\"",
        "QWE PLC,03,,,,,,,0000,None,[]",
        "RTY,04,,I9,I9,,,,9999,Odd,[]",
    ]
    text = header + "\n".join(rows) + "\n"
    made = make("sec_filers_abroad", {"listed_filer_metadata.csv.gz": text})
    assert set(made.nodes) == {"sec-02", "sec-03", "sec-04", "ca"}
    assert made.nodes["sec-02"].properties["identifiers"] == ["cik:02", "ticker:ABC", "ticker:ABX"]
    assert {key for key in made.links if key[1] == "sec-02"} == {
        ("LOCATED_IN", "sec-02", "ca"),
        ("CLASSIFIED_AS", "sec-02", "sic1987-10"),
    }
    assert ("business_stateOrCountryDescription", "is no name or code of a country") in made.refused
