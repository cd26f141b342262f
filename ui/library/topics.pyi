"""Made from the headers in queries/ by `make docs`."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Literal

from pandas import DataFrame

from ...graph.results import FoundNode
from .methods import Topic

class Bottlenecks(Topic):
    def cut_organisations(
        self,
        place: str | FoundNode,
        *,
        group: Literal[
            "any",
            "trade",
            "corporate",
            "institutions",
        ] = "any",
        inferred: bool = False,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Whose going would cut the network of a place into pieces?

        Articulation points of the network of recorded linkages with an end in the place (Hopcroft and
        Tarjan 1973). Cut off is the number of organisations that would no longer be linked, directly or
        through others, to the largest piece that is left.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            group: Kinds of linkage that count; choose one of any, trade, corporate, institutions.
                Default: 'any'.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            cut_off: int
            pieces: int
            linkages: int
            reason: str

        Where nothing is found: No single organisation holds this network together: whoever goes, the others
        stay linked, as far as the sources record links.
        The same as nodes rather than a table: atlas.ask('bottlenecks/cut_organisations', ...).
        """

    def depended_on(
        self,
        place: str | FoundNode,
        *,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """On which suppliers do the most organisations of a place depend, with no other recorded source of the
        same input?

        An organisation depends on a supplier for an input if no other supplier of that input to it is known
        here. Recorded: a source says so. Possible: it is inferred (the linkage says from what), or the
        supplier provides what the organisation needs. Share is dependents over all organisations of the
        place that get the input (or may get it). What a source gives no name to is left out.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            supplier, supplier_id, supplier_kind, supplier_lat, supplier_lon: Organisation
            input: str
            basis: str
            dependents: int
            of: int
            share: float
            inside: bool
            town: str
            reason: str

        Where nothing is found: No source names a supplier of an organisation in this place. Load one that
        does, or ask near one of its firms who could supply it.
        The same as nodes rather than a table: atlas.ask('bottlenecks/depended_on', ...).
        """

    def outside_inputs(
        self,
        place: str | FoundNode,
        *,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which inputs does a place get from outside, from whom, and how far away are they?

        One line for each input and supplier outside the place. Recorded: a source says that they supply or
        serve organisations of the place. Possible: that is inferred, or they provide what organisations of
        the place need and do not provide themselves; who of them buys from whom is not said. Outside share
        is the part of all such ties for that input that comes from outside. Km is the distance to the
        nearest organisation supplied; empty where no source says where the supplier is.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            input: str
            supplier, supplier_id, supplier_kind, supplier_lat, supplier_lon: Organisation
            basis: str
            dependents: int
            of: int
            outside_share: float
            km: float
            town: str
            reason: str

        Where nothing is found: No source names an input that comes to this place from outside; that may say
        more of the sources than of the place.
        The same as nodes rather than a table: atlas.ask('bottlenecks/outside_inputs', ...).
        """

    def sole_suppliers(
        self,
        place: str | FoundNode,
        *,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which inputs does a place get from one organisation only?

        An input that a place gets from one organisation only is a bottleneck; Porter (2000) calls sourcing
        from outside second best. Recorded: a source says that they supply or serve organisations of the
        place. Possible: that is inferred, or they provide what organisations of the place need and do not
        provide themselves. Suppliers that no source names are not seen, and what a source gives no name to
        is left out: nobody knows whether it is the same thing.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            input: str
            supplier, supplier_id, supplier_kind, supplier_lat, supplier_lon: Organisation
            basis: str
            dependents: int
            inside: bool
            reason: str

        Where nothing is found: No input that the sources name comes to this place from one organisation
        alone. “Suppliers with no stand-in” shows on whom many depend all the same.
        The same as nodes rather than a table: atlas.ask('bottlenecks/sole_suppliers', ...).
        """

class Clusters(Topic):
    def boundary(
        self,
        core: str | FoundNode,
        *,
        place: str | FoundNode | None = None,
        km: float = 100.0,
        date: str | datetime.date | None = None,
        limit: int = 200,
    ) -> DataFrame:
        """Who belongs to the cluster around this firm, or around this industry in a place, to what degree and
        why?

        Members by number, kind and nearness of their linkages to the core. Recorded: a source states at
        least one of them, or the code that makes it a member of the core; possible: all are inferred, which
        their confidence and the reasons say. Each tie counts its weight by kind (trade 1, corporate 0.8,
        institutions 0.7, alike 0.6), times its confidence, divided by 1 + km / 50; a tie to somebody who is
        tied to the core counts half (not looked for where the core has more than 20 members, nor through
        somebody with more than 60 linkages). Members of the core count 1 more. Degree is the score over the
        highest score. Where the boundary runs is yours to decide: cut the list where the reasons no longer
        convince. A boundary from few sources is a first one.

        Parameters:
            core: A firm or institution, or an industry; give the name or id of one entity.
            place: Where the industry's core is; needed for an industry; give the name or id of one
                place.
            km: How far from the core a member may be; give a number from 1 up to 5000 km. Default:
                100.0.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many members at most; give a whole number from 1 up to 5000. Default: 200.

        Columns:
            member, member_id, member_kind, member_lat, member_lon: Organisation
            role: str
            basis: str
            degree: float
            score: float
            ties: int
            km: float
            reasons: list

        Where nothing is found: No source states a linkage of this core in this place, so that no boundary
        can be drawn from linkages. Ask what is near it, or load a source that tells its linkages.
        The same as nodes rather than a table: atlas.ask('clusters/boundary', ...).
        """

class Industries(Topic):
    def hidden(
        self,
        industry: str | FoundNode,
        place: str | FoundNode,
        *,
        limit: int = 100,
    ) -> DataFrame:
        """Who works like the members of this industry in this place, but is coded elsewhere?

        Organisations of the place that provide an input which a member of the industry there provides too,
        or provide any input under a regulator that members who provide inputs have too, while no register
        codes them in the industry. Those without any code are left out. A firm may rightly be coded by its
        main business; the list says where codes hide a cluster, not that they are wrong.

        Parameters:
            industry: An industry of any level, such as 3391; give the name or id of one industry.
            place: County, metro, state, appellation or region; give the name or id of one place.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 100.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            coded: str
            code: str
            inputs: list
            regulators: list
            reason: str
            town: str

        Where nothing is found: Nobody in this place provides what members of the industry provide while
        coded elsewhere, as far as the sources say what anybody provides.
        The same as nodes rather than a table: atlas.ask('industries/hidden', ...).
        """

    def members(
        self,
        industry: str | FoundNode,
        place: str | FoundNode,
        *,
        limit: int = 500,
    ) -> DataFrame:
        """Which organisations of this place belong to this industry?

        By the codes that registers give; classes inside the industry count. A firm that a register codes
        elsewhere is not seen here. Until says when a source saw it last, if it is gone from the newest
        list.

        Parameters:
            industry: An industry of any level, such as 3391 or Wineries; give the name or id of one
                industry.
            place: County, metro, state, appellation or region; give the name or id of one place.
            limit: How many at most; give a whole number from 1 up to 20000. Default: 500.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            industry: str
            code: str
            employees: int
            town: str
            until: str
            linkages: int
            source: str

        Where nothing is found: No register that is loaded codes an organisation of this place in this
        industry. Try a wider place, or the industry one level up.
        The same as nodes rather than a table: atlas.ask('industries/members', ...).
        """

class Matches(Topic):
    def judgements(
        self,
        *,
        who: str | None = None,
        entity: str | FoundNode | None = None,
        limit: int = 200,
    ) -> DataFrame:
        """Which organisations were judged to be one or two, by whom, when, and what was taken back?

        The latest first. Judgements of one act are taken back together, by its id; those taken back stay
        listed. Verdict own means that what the source named on the right says of the id on the left is a
        thing of its own. Gone are the ids that no source gives any more: a judgement on them waits until
        they come back.

        Parameters:
            who: Only those of one person; 'matching' for those made by score; give a text.
            entity: Only those on one organisation; give the name or id of one entity.
            limit: How many at most; give a whole number from 1 up to 10000. Default: 200.

        Columns:
            act: str
            order: int
            verdict: str
            left: str
            right: str
            left_name: str
            right_name: str
            who: str
            at: str
            score: float
            reasons: str
            undone_by: str
            undone_at: str
            gone: list

        Where nothing is found: nothing was judged yet
        The same as nodes rather than a table: atlas.ask('matches/judgements', ...).
        """

    def waiting(
        self,
        *,
        limit: int = 20,
    ) -> DataFrame:
        """Which organisations may be one and the same, how probable is it, and what speaks for and against?

        The surest come first, those left for later last. Score is how probable the matching finds it that
        both are one; the column waiting says how many there are in all.

        Parameters:
            limit: How many at most; give a whole number from 1 up to 1000. Default: 20.

        Columns:
            left, left_kind, left_lat, left_lon: Entity
            right, right_kind, right_lat, right_lon: Entity
            left_id: str
            right_id: str
            score: float
            reasons: str
            left_sources: list
            right_sources: list
            km: float
            skipped: bool
            waiting: int

        Where nothing is found: nothing waits for a judgement; 'clusteratlas match' looks for more
        The same as nodes rather than a table: atlas.ask('matches/waiting', ...).
        """

class Near(Topic):
    def institutions(
        self,
        firm: str | FoundNode,
        *,
        km: float = 50.0,
        type: Literal[
            "any",
            "university",
            "research institute",
            "think tank",
            "training provider",
            "standards agency",
            "trade association",
            "testing laboratory",
            "quality centre",
            "government body",
            "financial institution",
            "publication",
            "trade fair",
            "utility",
            "school",
            "hospital",
            "foundation",
            "other",
        ] = "any",
        limit: int = 50,
    ) -> DataFrame:
        """Which universities, laboratories, associations, agencies and lenders serve this firm or are near it?

        Recorded: a source states a tie to the firm; these come first, however far. Possible: it is near,
        and nobody states a tie, or a tie is only inferred. Fit is the confidence of what is recorded; for a
        possible one, the share of the firm's relatives (same industry, within the distance) that have a tie
        to it, plus 0.02, or 0.005 where its type is school, hospital, foundation or other, which seldom
        serve firms. Score = fit / (1 + km / 10); where no source says where a recorded one is, km counts as
        the distance asked for.

        Parameters:
            firm: The firm to find institutions for; give the name or id of one organisation.
            km: How far away at most; give a number from 0.1 up to 2000 km. Default: 50.0.
            type: What it does for firms; choose one of any, university, research institute, think tank,
                training provider, standards agency, trade association, testing laboratory, quality
                centre, government body, financial institution, publication, trade fair, utility,
                school, hospital, foundation, other. Default: 'any'.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            institution, institution_id, institution_kind, institution_lat, institution_lon: Institution
            id: str
            name: str
            kind: str
            type: str
            km: float
            basis: str
            reason: str
            fit: float
            score: float

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('near/institutions', ...).
        """

    def suppliers(
        self,
        firm: str | FoundNode,
        *,
        km: float = 50.0,
        industry: str | FoundNode | None = None,
        special: bool = True,
        per_input: int = 5,
        limit: int = 50,
    ) -> DataFrame:
        """Who supplies this firm, and who near it could, since they sell what it needs or what its industry
        buys?

        Recorded: a source says that they supply or serve the firm; these come first, however far. Possible:
        nobody says that these two trade, but a linkage is inferred (the reason says from what), or they
        provide an input that the firm is recorded to need, or by the input-output table of the United
        States their industry sells what the firm's industry buys. Without an industry (recorded, or given
        here) the table names none. Fit is the confidence of what is recorded or inferred, or the share of
        the firm's industry's purchases that comes from the supplier's industry. Score = fit / (1 + km /
        10): an input 10 km away counts half of the same input next door; where no source says where a
        recorded supplier is, km counts as the distance asked for. Of each input only the best few are
        listed. Where a source gives only a postal code or a town, an organisation counts as standing at the
        centre of that area.

        Parameters:
            firm: The firm to find suppliers for; give the name or id of one organisation.
            km: How far away at most; give a number from 0.1 up to 2000 km. Default: 50.0.
            industry: Buy like this industry; by default the firm's own; give the name or id of one
                industry.
            special: Only inputs that the firm's industry buys more of than the average industry does;
                give yes or no. Default: True.
            per_input: How many possible suppliers of the same input at most; give a whole number from 1
                up to 2000. Default: 5.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            supplier, supplier_id, supplier_kind, supplier_lat, supplier_lon: Organisation
            id: str
            name: str
            kind: str
            km: float
            basis: str
            input: str
            reason: str
            fit: float
            score: float
            industry: str

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('near/suppliers', ...).
        """

    def __call__(
        self,
        firm: str | FoundNode,
        *,
        km: float = 50.0,
        industry: str | FoundNode | None = None,
        special: bool = True,
        per_input: int = 5,
        limit: int = 50,
    ) -> DataFrame:
        """Who supplies this firm, and who near it could, since they sell what it needs or what its industry
        buys?

        Recorded: a source says that they supply or serve the firm; these come first, however far. Possible:
        nobody says that these two trade, but a linkage is inferred (the reason says from what), or they
        provide an input that the firm is recorded to need, or by the input-output table of the United
        States their industry sells what the firm's industry buys. Without an industry (recorded, or given
        here) the table names none. Fit is the confidence of what is recorded or inferred, or the share of
        the firm's industry's purchases that comes from the supplier's industry. Score = fit / (1 + km /
        10): an input 10 km away counts half of the same input next door; where no source says where a
        recorded supplier is, km counts as the distance asked for. Of each input only the best few are
        listed. Where a source gives only a postal code or a town, an organisation counts as standing at the
        centre of that area.

        Parameters:
            firm: The firm to find suppliers for; give the name or id of one organisation.
            km: How far away at most; give a number from 0.1 up to 2000 km. Default: 50.0.
            industry: Buy like this industry; by default the firm's own; give the name or id of one
                industry.
            special: Only inputs that the firm's industry buys more of than the average industry does;
                give yes or no. Default: True.
            per_input: How many possible suppliers of the same input at most; give a whole number from 1
                up to 2000. Default: 5.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            supplier, supplier_id, supplier_kind, supplier_lat, supplier_lon: Organisation
            id: str
            name: str
            kind: str
            km: float
            basis: str
            input: str
            reason: str
            fit: float
            score: float
            industry: str

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('near/suppliers', ...).
        """

class Organisation(Topic):
    def facts(
        self,
        entity: str | FoundNode,
    ) -> DataFrame:
        """What is known of this firm, institution, industry, place or input, and who says so?

        One line for each thing a source says. Where sources disagree, the most trusted one is believed; its
        trust (0 to 100) is set in the source's description.

        Parameters:
            entity: Whatever you want to know about; give the name or id of one entity.

        Columns:
            property: str
            value: any
            believed: bool
            source: str
            source_id: str
            licence: str
            as_of: str
            record: str
            trust: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('organisation/facts', ...).
        """

    def linkages(
        self,
        entity: str | FoundNode,
        *,
        group: Literal[
            "any",
            "trade",
            "alike",
            "corporate",
            "institutions",
            "structure",
            "process",
        ] = "any",
        limit: int = 200,
    ) -> DataFrame:
        """Who and what is it linked to, how, since when, and who says so?

        One line for each linkage and source. Confidence is 1 where a register states it and less where it
        is inferred. Basis: a source states the linkage (recorded), or it is inferred from something else
        (possible).

        Parameters:
            entity: A firm, institution, industry, place or input; give the name or id of one entity.
            group: Kinds of linkage; choose one of any, trade, alike, corporate, institutions,
                structure, process. Default: 'any'.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 200.

        Columns:
            link: str
            words: str
            outward: bool
            other, other_lat, other_lon: Entity
            other_id: str
            other_name: str
            other_kind: str
            source: str
            source_id: str
            evidence: list
            confidence: float
            since: str
            until: str
            basis: str
            details: str
            record: str

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('organisation/linkages', ...).
        """

    def records(
        self,
        entity: str | FoundNode,
    ) -> DataFrame:
        """Which records of which sources make up what is known of it?

        A record that does not belong can be taken out again (clusteratlas split); its facts and linkages go
        with it.

        Parameters:
            entity: A firm, institution, industry, place or input; give the name or id of one entity.

        Columns:
            record: str
            name: str
            source: str
            source_id: str
            said_id: str
            place: str
            facts: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('organisation/records', ...).
        """

    def sources(
        self,
        entity: str | FoundNode,
    ) -> DataFrame:
        """Which sources speak of it, and how much does each say?

        Parameters:
            entity: A firm, institution, industry, place or input; give the name or id of one entity.

        Columns:
            source: str
            source_id: str
            publisher: str
            licence: str
            as_of: str
            facts: int
            linkages: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('organisation/sources', ...).
        """

    def surroundings(
        self,
        entity: str | FoundNode,
        *,
        limit: int = 60,
    ) -> DataFrame:
        """What is it linked to, and how are those linked to each other?

        Organisations come first, then inputs, industries and places. The column neighbours says how many
        there are in all.

        Parameters:
            entity: A firm, institution, industry, place or input; give the name or id of one entity.
            limit: How many neighbours at most; give a whole number from 1 up to 500. Default: 60.

        Columns:
            start, start_id, start_kind, start_lat, start_lon: Entity
            end, end_id, end_kind, end_lat, end_lon: Entity
            link: str
            words: str
            basis: str
            confidence: float
            source_id: str
            neighbours: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('organisation/surroundings', ...).
        """

class Paths(Topic):
    def between(
        self,
        start: str | FoundNode,
        end: str | FoundNode,
        *,
        hops: int = 4,
        limit: int = 10,
    ) -> DataFrame:
        """How are these two linked, through whom, and how sure is the weakest link?

        Shortest paths over linkages between organisations and the inputs they provide or need; sharing a
        place or an industry is not counted as a linkage. Weakest is the lowest confidence on the path.
        Among equals, paths through organisations with few linkages come first: to share a lender with a
        thousand others says little. Possible: at least one of the linkages is inferred, which the words
        say. The 300 shortest are looked at; where several sources say the same linkage each way of saying
        it counts.

        Parameters:
            start: From; give the name or id of one organisation.
            end: To; give the name or id of one organisation.
            hops: How many linkages a path may have; give a whole number from 1 up to 6. Default: 4.
            limit: How many paths at most; give a whole number from 1 up to 50. Default: 10.

        Columns:
            path: Path
            hops: int
            basis: str
            weakest: float
            words: str

        Where nothing is found: No chain of recorded linkages of that length joins the two. Allow more hops,
        or load a source that tells more of either.
        The same as nodes rather than a table: atlas.ask('paths/between', ...).
        """

class Places(Topic):
    def linkages(
        self,
        place: str | FoundNode,
        *,
        group: Literal[
            "any",
            "trade",
            "alike",
            "corporate",
            "institutions",
        ] = "any",
        limit: int = 300,
    ) -> DataFrame:
        """Which organisations of this place are linked, with whom, how, and who says so?

        Linkages with at least one end in the place; across says that the other end is not in it (or that
        nobody says where it is). Basis: a source states the linkage (recorded), or it is inferred from
        something else (possible).

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            group: Kinds of linkage; choose one of any, trade, alike, corporate, institutions. Default:
                'any'.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 300.

        Columns:
            start, start_id, start_kind, start_lat, start_lon: Organisation
            words: str
            end, end_id, end_kind, end_lat, end_lon: Entity
            link: str
            across: bool
            source: str
            evidence: list
            confidence: float
            since: str
            until: str
            basis: str

        Where nothing is found: No source states a linkage of an organisation in this place; pick a wider
        place or another group.
        The same as nodes rather than a table: atlas.ask('places/linkages', ...).
        """

    def shared_premises(
        self,
        place: str | FoundNode,
        *,
        industry: str | FoundNode | None = None,
        date: str | datetime.date | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """At which addresses of a place do several organisations sit, and how common is that?

        Organisations with the same street number and postal code. Serving names those that a source says
        serve another one there. Sharing is how many organisations of the place are at shared premises, of
        how many there; share is one over the other, at least, since those without a known street number
        count as alone. Addresses are the newest known, also for an earlier date. A shared address may be a
        joint cellar or an incubator, and may be a business park: it is no proof of a linkage.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            industry: Only organisations of this industry; give the name or id of one industry.
            date: Only those that were there at this date, as 2021-11; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 500. Default: 100.

        Columns:
            premises: str
            town: str
            postcode: str
            organisations: int
            first, first_id, first_kind, first_lat, first_lon: Organisation
            names: list
            serving: list
            sharing: int
            of: int
            share: float

        Where nothing is found: No two organisations of this place are known at the same street number and
        postal code.
        The same as nodes rather than a table: atlas.ask('places/shared_premises', ...).
        """

class Quality(Topic):
    def completeness(
        self,
        *,
        source: str | None = None,
    ) -> DataFrame:
        """How complete is what each source says: what share of its records gives a name, a place, a code, a
        date?

        One line for each property that at least one record of the source gives; the emptiest come first.
        Filled is the number of its records of that kind that give the property.

        Parameters:
            source: Id of one source; all if not given; give a text.

        Columns:
            source: str
            source_id: str
            kind: str
            property: str
            records: int
            filled: int
            filled_share: float

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('quality/completeness', ...).
        """

    def disagreements(
        self,
        *,
        source: str | None = None,
        property: str | None = None,
        limit: int = 200,
    ) -> DataFrame:
        """On which facts do sources disagree, which is believed, and why?

        The value of the source with the higher trust is believed; of two with equal trust, that of the
        record whose id comes first. Names and lists are left out, since what is not believed of them is
        kept as an alias or united. Differences of case alone are no disagreement.

        Parameters:
            source: Id of a source: only where it is one of those that disagree; give a text.
            property: One property, such as town or employees; all if not given; give a text.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 200.

        Columns:
            entity, entity_id, entity_kind, entity_lat, entity_lon: Entity
            id: str
            name: str
            property: str
            believed: any
            because: str
            other: any
            other_source: str
            source: str

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('quality/disagreements', ...).
        """

    def lacking(
        self,
        *,
        lacks: Literal[
            "location",
            "place",
            "code",
            "linkage",
        ] = "linkage",
        source: str | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Which organisations have no location, no place, no industry code or no linkage?

        Those that most records speak of come first.

        Parameters:
            lacks: What is missing; choose one of location, place, code, linkage. Default: 'linkage'.
            source: Id of a source: only organisations that it speaks of; give a text.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 100.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            id: str
            name: str
            kind: str
            town: str
            records: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('quality/lacking', ...).
        """

    def without(
        self,
        *,
        source: str | None = None,
    ) -> DataFrame:
        """How many organisations have no location, no place, no industry code or no linkage to another
        organisation?

        Location is a point on the map, place a county, state or other area that they are located in, code
        an industry that they are classified as, linkage any link to another organisation or to an input.

        Parameters:
            source: Id of a source: only organisations that it speaks of; give a text.

        Columns:
            kind: str
            organisations: int
            without_location: int
            without_place: int
            without_code: int
            without_linkage: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('quality/without', ...).
        """

class Search(Topic):
    def entities(
        self,
        text: str,
        *,
        kind: Literal[
            "any",
            "Organisation",
            "Firm",
            "Institution",
            "Industry",
            "Place",
            "Input",
            "Cluster",
            "Initiative",
            "Document",
        ] = "any",
        limit: int = 20,
    ) -> DataFrame:
        """Which firms, institutions, industries, places, inputs and clusters are called something like this?

        Every word may be exact, a beginning, or a letter off; where nothing has them all, whatever has some
        is listed, long words up to two letters off. Whole names come first, then whole aliases and codes of
        industries, then names that begin with the text, then the rest by how rare the matching words are
        (BM25) and how well linked the thing is.

        Parameters:
            text: A name or part of one; accents, case and small slips do not matter; give a text.
            kind: What to look for; choose one of any, Organisation, Firm, Institution, Industry, Place,
                Input, Cluster, Initiative, Document. Default: 'any'.
            limit: How many at most; give a whole number from 1 up to 500. Default: 20.

        Columns:
            entity, entity_id, entity_kind, entity_lat, entity_lon: Entity
            id: str
            name: str
            kind: str
            place: str
            linkages: int
            score: float

        Where nothing is found: No name comes near. Try fewer letters or one word of the name, another kind,
        or load a source that has it.
        The same as nodes rather than a table: atlas.ask('search/entities', ...).
        """

    def __call__(
        self,
        text: str,
        *,
        kind: Literal[
            "any",
            "Organisation",
            "Firm",
            "Institution",
            "Industry",
            "Place",
            "Input",
            "Cluster",
            "Initiative",
            "Document",
        ] = "any",
        limit: int = 20,
    ) -> DataFrame:
        """Which firms, institutions, industries, places, inputs and clusters are called something like this?

        Every word may be exact, a beginning, or a letter off; where nothing has them all, whatever has some
        is listed, long words up to two letters off. Whole names come first, then whole aliases and codes of
        industries, then names that begin with the text, then the rest by how rare the matching words are
        (BM25) and how well linked the thing is.

        Parameters:
            text: A name or part of one; accents, case and small slips do not matter; give a text.
            kind: What to look for; choose one of any, Organisation, Firm, Institution, Industry, Place,
                Input, Cluster, Initiative, Document. Default: 'any'.
            limit: How many at most; give a whole number from 1 up to 500. Default: 20.

        Columns:
            entity, entity_id, entity_kind, entity_lat, entity_lon: Entity
            id: str
            name: str
            kind: str
            place: str
            linkages: int
            score: float

        Where nothing is found: No name comes near. Try fewer letters or one word of the name, another kind,
        or load a source that has it.
        The same as nodes rather than a table: atlas.ask('search/entities', ...).
        """

class Sources(Topic):
    def counts(
        self,
    ) -> DataFrame:
        """How many organisations, places, industries and linkages of each kind are there?

        Columns:
            what: str
            kind: str
            count: int

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('sources/counts', ...).
        """

    def list(
        self,
    ) -> DataFrame:
        """Where do the facts come from, what do they speak of, and under which terms may they be used?

        Complete says that the last load came to its end; nodes, links and rejects are those of that load.

        Columns:
            source: str
            source_id: str
            publisher: str
            licence: str
            as_of: str
            loaded: str
            complete: bool
            nodes: int
            links: int
            rejects: int
            url: str
            about: str

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('sources/list', ...).
        """

    def __call__(
        self,
    ) -> DataFrame:
        """Where do the facts come from, what do they speak of, and under which terms may they be used?

        Complete says that the last load came to its end; nodes, links and rejects are those of that load.

        Columns:
            source: str
            source_id: str
            publisher: str
            licence: str
            as_of: str
            loaded: str
            complete: bool
            nodes: int
            links: int
            rejects: int
            url: str
            about: str

        Where nothing is found: Nothing in what is loaded fits: widen a limit or a distance, or ask about
        another place or organisation.
        The same as nodes rather than a table: atlas.ask('sources/list', ...).
        """

class Questions:
    bottlenecks: Bottlenecks
    clusters: Clusters
    industries: Industries
    matches: Matches
    near: Near
    organisation: Organisation
    paths: Paths
    places: Places
    quality: Quality
    search: Search
    sources: Sources

    def __init__(self, ask: Callable[[str, Mapping[str, Any]], DataFrame]) -> None: ...
