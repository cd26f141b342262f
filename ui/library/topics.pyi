"""Made from the headers in queries/ by `make docs`."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from pandas import DataFrame

from ...graph.results import FoundNode
from .methods import Topic

class Bottlenecks(Topic):
    def all(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        inferred: bool = True,
        date: str | datetime.date | None = None,
        per_kind: int = 10,
        limit: int = 50,
    ) -> DataFrame:
        """What holds a place, a cluster or a firm back or could, over all kinds of bottlenecks, the heaviest
        first?

        Ranked by score = depend * scarce * special * sure, each shown, so that the rank can be checked by
        hand (scarce and score are rounded). Inside is the place, the cluster or the surroundings. Depend is
        how many organisations of its network depend on it. Special is 1 where an input is known to be
        specialised, 0.5 where it is known to be generic or where it is money or a licence, which any firm
        gets, and 0.75 where nothing is known. Sure is 1 for what sources state and 0.5 for what is
        inferred. By kind: an input from outside (no supplier inside), a sole supplier (one supplier,
        inside) and a concentrated input (HHI from 0.25, at least two organisations): depend is who gets it,
        scarce the HHI of its suppliers by organisations served. An organisation that holds the network
        together (a regulator does not): depend is whom it cuts off inside, scarce its part of all
        organisations inside with that kind of linkage. A linkage that holds it together (not by money; at
        least three on each side): depend is the smaller side, scarce its share of all that are linked. A
        thin institution: depend is the number of firms without such a tie, scarce their share, special 0.75
        (finance 0.5), and sure half the share of firms for which such a tie is recorded, as a missing
        record proves little where few are recorded; a service that no firm inside is recorded to have is
        not in the list. Brokers are not in it either, since others have ways past them.

        What it cannot know: Suppliers, ties and providers that no source that is loaded names, amounts and
        contracts; the column unknown says for each line what it cannot tell, also how many of those counted
        may be one with another (doubtful matches that wait on the Review page).

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            inferred: Whether linkages that are only inferred or possible count too; give yes or no.
                Default: True.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            per_kind: How many of each kind at most; give a whole number from 1 up to 2000. Default: 10.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            rank: int
            what: str
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            score: float
            basis: str
            kind: str
            depend: int
            scarce: float
            special: float
            sure: float
            reason: str
            sources: list
            unknown: str

        Where nothing is found: No bottleneck can be seen here: no source states linkages of these
        organisations. Load one that does; that none is recorded does not mean that there is none.
        The same as nodes rather than a table: atlas.ask('bottlenecks/all', ...).
        """

    def bridges(
        self,
        *,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        degree: float = 0.0,
        hops: int = 2,
        group: Literal[
            "any",
            "trade",
            "alike",
            "corporate",
            "institutions",
        ] = "any",
        inferred: bool = False,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which single linkages keep organisations of a place, a cluster or around a firm tied to the rest?

        Linkages whose ending would leave some organisations with no way to the others, directly or through
        others (bridges). Cut off is the size of the smaller side, of the number of organisations that are
        tied to each other now. A single organisation at the end of its only linkage is left out: everybody
        with one partner is such.

        What it cannot know: Ties that no source records: with them, there may be another way round.

        Parameters:
            place: County, metro, state, appellation or region; with nothing said, everything that is
                loaded; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: all that linkages tie with it within so many
                hops; give the name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            hops: How many linkages away the surroundings go; give a whole number from 1 up to 6.
                Default: 2.
            group: Kinds of linkage that count; choose one of any, trade, alike, corporate,
                institutions. Default: 'any'.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            start, start_id, start_kind, start_lat, start_lon: Organisation
            linkage: str
            end, end_id, end_kind, end_lat, end_lon: Organisation
            cut_off: int
            of: int
            basis: str
            sources: list
            reason: str

        Where nothing is found: No single linkage joins two or more organisations to the rest: each is tied
        in another way too, or is alone at the end of its only linkage.
        The same as nodes rather than a table: atlas.ask('bottlenecks/bridges', ...).
        """

    def brokers(
        self,
        *,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        degree: float = 0.0,
        hops: int = 2,
        group: Literal[
            "any",
            "trade",
            "alike",
            "corporate",
            "institutions",
        ] = "any",
        inferred: bool = False,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Through which organisations do the shortest ways between others of a place, a cluster or around a
        firm run?

        Pairs is the number of pairs of other organisations whose shortest way runs through it (betweenness,
        Freeman 1977; of several shortest ways each counts its part; every linkage counts alike), share what
        part that is of all pairs that are linked with it, directly or through others. Above 2,000
        organisations both are estimated from 400 drawn at random, and the true share lies within the error
        19 times of 20; below, the error is 0. Constraint (Burt 1992) is near 0 where its partners do not
        know each other, and high where they all do: a broker has many pairs and low constraint. Others may
        have longer ways past it: who cuts the network altogether is the question of “Organisations that
        hold a network together”.

        What it cannot know: Ties that no source records, and how much runs over each; lenders and agencies
        whose registers are loaded stand out.

        Parameters:
            place: County, metro, state, appellation or region; with nothing said, everything that is
                loaded; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: all that linkages tie with it within so many
                hops; give the name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            hops: How many linkages away the surroundings go; give a whole number from 1 up to 6.
                Default: 2.
            group: Kinds of linkage that count; choose one of any, trade, alike, corporate,
                institutions. Default: 'any'.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            pairs: int
            share: float
            error: float
            linkages: int
            constraint: float
            basis: str
            sources: list
            reason: str

        Where nothing is found: Nobody stands between others here: all that are linked are linked directly,
        as far as the sources record links.
        The same as nodes rather than a table: atlas.ask('bottlenecks/brokers', ...).
        """

    def cut_organisations(
        self,
        *,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        degree: float = 0.0,
        hops: int = 2,
        group: Literal[
            "any",
            "trade",
            "alike",
            "corporate",
            "institutions",
        ] = "any",
        inferred: bool = False,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Whose going would cut the network of a place, a cluster or around a firm into pieces?

        The network is that of linkages with an end in the place or the cluster, or between organisations
        within so many hops. Without the organisation it falls into so many pieces (articulation points;
        Hopcroft and Tarjan 1973). Cut off is the number of organisations no longer tied, directly or
        through others, to the largest piece that is left; linkages the number of organisations it is tied
        with.

        What it cannot know: Ties that no source records: where one source lists all partners of one
        organisation and nobody theirs, that organisation seems to hold them together.

        Parameters:
            place: County, metro, state, appellation or region; with nothing said, everything that is
                loaded; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: all that linkages tie with it within so many
                hops; give the name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            hops: How many linkages away the surroundings go; give a whole number from 1 up to 6.
                Default: 2.
            group: Kinds of linkage that count; choose one of any, trade, alike, corporate,
                institutions. Default: 'any'.
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
            basis: str
            sources: list
            reason: str

        Where nothing is found: No single organisation holds this network together: whoever goes, the others
        stay linked, as far as the sources record links.
        The same as nodes rather than a table: atlas.ask('bottlenecks/cut_organisations', ...).
        """

    def depended_on(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """On which suppliers do the most organisations of a place, a cluster or around a firm depend, with no
        other recorded source?

        An organisation depends on a supplier for an input if no other supplier of that input to it is known
        here. Recorded: a source says so. Possible: it is inferred (the linkage says from what), or the
        supplier provides what the organisation needs. Share is dependents over all organisations of the
        place, the cluster or the surroundings that get the input (or may get it). What a source gives no
        name to is left out.

        What it cannot know: Suppliers that no source names, what is bought without a name, and whether
        somebody else could supply it tomorrow.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
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

        Where nothing is found: No source names a supplier of an organisation here. Load one that does, or
        ask near one of its firms who could supply it.
        The same as nodes rather than a table: atlas.ask('bottlenecks/depended_on', ...).
        """

    def few_suppliers(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        dependents: int = 2,
        few: int = 2,
        hhi: float = 0.25,
        inferred: bool = True,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which inputs does a place, a cluster or a firm get from too few suppliers inside, or mostly from
        one?

        Dependents get the input (recorded), or may get it (possible, which is inferred or a recorded need
        that somebody provides for). HHI is the Herfindahl-Hirschman index of the suppliers by organisations
        served, the sum of their squared shares: 1 for one alone, 1/n for n that serve as many each;
        competition authorities call a market above 0.25 concentrated. Inside is the place, the cluster or
        the surroundings. Outside share is the part of all that is supplied that comes from suppliers
        outside. Next is the nearest organisation that supplies the input elsewhere, and how far it is from
        the nearest dependent; empty where none, or no position, is known.

        What it cannot know: Suppliers that no source names, how much each supplies, and whether two sources
        call the same thing by two names.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            dependents: How many organisations inside must get it at least; give a whole number from 1
                up to 100000. Default: 2.
            few: So many suppliers inside are too few; give a whole number from 0 up to 100. Default: 2.
            hhi: From this concentration on it counts as well; give a number from 0 up to 1. Default:
                0.25.
            inferred: Whether supplies that are only inferred or possible count too; give yes or no.
                Default: True.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            input: str
            dependents: int
            suppliers: int
            inside: int
            hhi: float
            largest, largest_id, largest_kind, largest_lat, largest_lon: Organisation
            largest_share: float
            outside_share: float
            next, next_id, next_kind, next_lat, next_lon: Organisation
            next_km: float
            specialised: bool
            basis: str
            sources: list
            reason: str

        Where nothing is found: Every input that the sources name has enough suppliers inside by these
        limits, or no source names an input at all; “Inputs from outside” shows what is named.
        The same as nodes rather than a table: atlas.ask('bottlenecks/few_suppliers', ...).
        """

    def narrow_supply(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        inferred: bool = False,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Through how few organisations does all supply from outside to a place, a cluster or around a firm
        pass?

        The fewest organisations outside without which nothing would come in from those who stand at the
        beginning of its supply (a smallest cut by largest flow, Ford and Fulkerson 1956; as many separate
        ways of supply exist, Menger 1927). Ways go from supplier to customer and from who has something
        distributed to the distributor, over as many steps as are recorded. Fed is how many organisations
        inside are supplied by it, directly or through others; behind, how many others outside supply it so.
        Where there is more than one smallest cut, that nearest to the beginning is given.

        What it cannot know: Supplies that no source records, and amounts: a way over which little comes
        counts as one over which much does.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            inferred: Whether supplies that are only inferred count too; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            fed: int
            of: int
            behind: int
            sources: list
            reason: str

        Where nothing is found: No source states that anybody outside supplies what is asked about. Ask with
        inferred supplies, or near one of its firms who could supply it.
        The same as nodes rather than a table: atlas.ask('bottlenecks/narrow_supply', ...).
        """

    def outside_inputs(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which inputs does a place, a cluster or a firm get from outside, from whom, and how far away are
        they?

        One line for each input and supplier outside the place, the cluster or the surroundings. Recorded: a
        source says that they supply or serve organisations inside. Possible: that is inferred, or they
        provide what organisations inside need and do not provide themselves; who of them buys from whom is
        not said. Outside share is the part of all such ties for that input that comes from outside. Km is
        the distance to the nearest organisation supplied; empty where no source says where the supplier is.

        What it cannot know: Who of the place buys from whom where the tie is only possible, amounts, and
        inputs to which no source gives a name.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
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

        Where nothing is found: No source names an input that comes here from outside; that may say more of
        the sources than of what is asked about.
        The same as nodes rather than a table: atlas.ask('bottlenecks/outside_inputs', ...).
        """

    def sole_suppliers(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which inputs does a place, a cluster or a firm get from one organisation only?

        An input that comes from one organisation only is a bottleneck; Porter (2000) calls sourcing from
        outside second best. Recorded: a source says that they supply or serve organisations of the place,
        the cluster or the surroundings (inside). Possible: that is inferred, or they provide what
        organisations inside need and do not provide themselves. What a source gives no name to is left out:
        nobody knows whether it is the same thing.

        What it cannot know: Suppliers that no source names, and whether two things without a name are the
        same.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
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

        Where nothing is found: No input that the sources name comes here from one organisation alone.
        “Suppliers with no stand-in” shows on whom many depend all the same.
        The same as nodes rather than a table: atlas.ask('bottlenecks/sole_suppliers', ...).
        """

    def thin_institutions(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        industry: str | FoundNode | None = None,
        inferred: bool = True,
        date: str | datetime.date | None = None,
    ) -> DataFrame:
        """How many firms of a place, a cluster or around one lack ties to training, research, standards,
        testing, finance, association?

        For each of the six, the firms of the place, the cluster or the surroundings of which no source
        states such a tie, wherever its other end is. Training is TRAINS_FOR, research RESEARCHES_WITH,
        standards SETS_STANDARDS_FOR, testing TESTS_FOR, finance FINANCES or FUNDS, an association
        MEMBER_OF. Provider is who has such a tie with most of the firms, reached with how many. That no tie
        is recorded does not mean that there is none: where no source of such ties is loaded, for anybody,
        without and share are empty, the line stands last, and the reason says so.

        What it cannot know: Ties that no source records: a source that covers other places alone makes
        every firm here seem to lack them. What an institution does for a whole industry is not counted for
        its firms.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            industry: Only firms of this industry or of a class within it; give the name or id of one
                industry.
            inferred: Whether ties that are only inferred count too; give yes or no. Default: True.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.

        Columns:
            missing: str
            without: int
            of: int
            share: float
            provider, provider_id, provider_kind, provider_lat, provider_lon: Organisation
            reached: int
            sources: list
            examples: list
            reason: str

        Where nothing is found: No firm is known here (or none of this industry).
        The same as nodes rather than a table: atlas.ask('bottlenecks/thin_institutions', ...).
        """

    def what_if(
        self,
        gone: str | FoundNode | None = None,
        service: str | None = None,
        *,
        tied_to: str | FoundNode | None = None,
        kind: Literal[
            "any",
            "SUPPLIES",
            "SERVES",
            "DISTRIBUTES_FOR",
            "TRAINS_FOR",
            "RESEARCHES_WITH",
            "SETS_STANDARDS_FOR",
            "TESTS_FOR",
            "FINANCES",
            "FUNDS",
            "MEMBER_OF",
        ] = "any",
        rounds: int = 3,
        inferred: bool = True,
        date: str | datetime.date | None = None,
        limit: int = 200,
    ) -> DataFrame:
        """If this organisation, input, service, place, cluster or link goes, who loses what, and who loses
        something because of that?

        With tied_to, both organisations stay and only the linkages between them go, all of them or those of
        one kind. First round: whoever has what goes, or has it from whom goes (or by the linkage that
        goes), loses it: what is supplied, a service, a distributor, training, research, standards, tests,
        money, membership. One line for each thing that somebody loses; from is one of those it had it from,
        the reason counts the others. Left is from how many others it has the same by record. Stopped means
        that it loses a supply that has a name and has none left of it; then, in the next round, those whom
        it supplies lose that. This is the worst case: nobody keeps stocks, finds another or does without.
        The substitute is the nearest organisation known to provide the same to anybody and not itself gone
        or stopped, any such where no position is known, and never one that it had it from; km is how far it
        is, empty where a position is unknown. Supplies without a name stop nobody: they may be many things.

        What it cannot know: Linkages that no source records, amounts, contracts and stocks, and whether a
        substitute has room and would deliver.

        Parameters:
            gone: An organisation, an input, a place or a cluster; give the name or id of one entity.
            service: Instead: an input or a service that linkages name; it is to be had from nobody;
                choose one of the column what of sources/supplied.
            tied_to: The other end of a link: both stay, and only what ties gone to this one goes; give
                the name or id of one organisation.
            kind: Which linkages between the two go; choose one of any, SUPPLIES, SERVES,
                DISTRIBUTES_FOR, TRAINS_FOR, RESEARCHES_WITH, SETS_STANDARDS_FOR, TESTS_FOR, FINANCES,
                FUNDS, MEMBER_OF. Default: 'any'.
            rounds: How many rounds at most; give a whole number from 1 up to 5. Default: 3.
            inferred: Whether linkages that are only inferred, and needs that a provider may fill, count
                too; give yes or no. Default: True.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 200.

        Columns:
            round: int
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            loses: str
            from, from_id, from_kind, from_lat, from_lon: Organisation
            left: int
            stopped: bool
            substitute, substitute_id, substitute_kind, substitute_lat, substitute_lon: Organisation
            km: float
            basis: str
            sources: list
            reason: str

        Where nothing is found: Nobody is known to lose anything. No source states a linkage by which
        somebody gets something from it, or the two of each other. Ask with inferred linkages too where they
        were left out, or look at all linkages of one of them. That none is recorded does not mean that
        there is none.
        The same as nodes rather than a table: atlas.ask('bottlenecks/what_if', ...).
        """

class Boundaries(Topic):
    def cluster_members(
        self,
        organisation: str | FoundNode,
        *,
        level: Literal[
            "group",
            "cluster",
            "part",
        ] = "cluster",
        kinds: str | Sequence[str] = "any",
        inferred: bool = True,
        alike: bool = False,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
        limit: int = 500,
    ) -> DataFrame:
        """Who is in the cluster of this organisation, as boundaries/clusters finds it, and how firmly?

        Those with most ties inside come first. Ties are the others in the cluster with whom it is tied,
        inside share the weight of these ties over that of all its ties: below a half it is tied with others
        more than with its own cluster. Industries are branches (docs/boundaries.md). Ask with the same
        level, kinds, date and weights as boundaries/clusters, and as to whether inferred ties and those of
        likeness count, or the clusters are others. For roles, reasons and a degree, and to keep the
        cluster, draw its boundary by boundaries/from_seeds with three to five of these members.

        What it cannot know: Ties that no source records. Where a register tells of one kind of tie alone,
        its clusters are those of that register.

        Parameters:
            organisation: An organisation that is in the cluster, such as its best connected member;
                give the name or id of one organisation.
            level: Clusters; groups of clusters that are tied with each other; or parts of clusters that
                are clusters themselves; choose one of group, cluster, part. Default: 'cluster'.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too, as much as they are sure; give
                yes or no. Default: True.
            alike: Whether those of the same industry, that provide the same, or of which one provides
                what the other needs, count as weakly tied with the nearest of these, too; then most
                clusters are those of one industry in a town; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11, between organisations that were
                there: founded by then and not closed before, as far as dates are on record; by default
                all that were ever recorded; give a date as 2021-11-30.
            weights: What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by
                default as this workspace keeps it; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 500.

        Columns:
            member, member_id, member_kind, member_lat, member_lon: Organisation
            ties: int
            inside_share: float
            industries: list
            cluster: str
            reason: str

        Where nothing is found: It is in no cluster of this level: no tie of it is on record, or its cluster
        has no parts. Ask for another level.
        The same as nodes rather than a table: atlas.ask('boundaries/cluster_members', ...).
        """

    def clusters(
        self,
        *,
        place: str | FoundNode | None = None,
        organisation: str | FoundNode | None = None,
        level: Literal[
            "group",
            "cluster",
            "part",
        ] = "cluster",
        hidden: bool = False,
        stability: float = 0.0,
        least: int = 10,
        kinds: str | Sequence[str] = "any",
        inferred: bool = True,
        alike: bool = False,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Which clusters are there in this place, or in all that is loaded, how stable is each, and which are
        hidden?

        Everybody who is tied with anybody is in one cluster, found by Leiden (Traag, Waltman and van Eck
        2019) at the resolution at which a walk along the ties is told shortest (map equation, Rosvall and
        Bergstrom 2008). Ties count as for boundaries/from_seeds, but those alike and near only where you
        ask for it; docs/boundaries.md has the weights. Stability is the share of a cluster that comes back,
        on average, where all ties are weighed anew at random (Hennig 2007, by whom it is stable above 0.75,
        while below 0.5 it hangs on chance and is a cluster of the records rather than of the economy).
        Stability says that the shape comes out again, not that it is a cluster: star is the share of the
        ties within that the best connected member has, and where the reason calls it a star (economy.star
        in the weights) it is that one with its clients or sites, which always comes back. Cut is the weight
        of the ties that lead out over what it would be if ties were dealt out at random. Hidden is a
        cluster as boundaries/lint says it: many branches (docs/boundaries.md), counted by their size
        (spread), the largest with not too much (lint.codes and lint.largest in the weights), and not too
        broad. A cluster is named by an industry and a place that enough of its members are in, and by its
        best connected member. First and members are those with most ties inside; shared is how many members
        of other clusters belong to it as well (also: the first of them). Clusters nest: within is the group
        of a cluster, or the cluster of a part. Numbers go by size and change when the data do.
        boundaries/cluster_members lists who is in one. For the boundary of one, with roles and reasons, ask
        boundaries/from_seeds with three to five of its members. Nobody is left out for a seat abroad: whom
        a source locates in a place is there; only boundaries/from_seeds and cuts ask for a lasting
        presence.

        What it cannot know: Ties that no source records. Where a register tells of one kind of tie alone,
        clusters are those of that register; organisations without a tie on record are in none. Parts of
        clusters are only seen where ties are many.

        Parameters:
            place: Only clusters with members in this county, metro, state, appellation or region; by
                default all; give the name or id of one place.
            organisation: Only clusters that this organisation is in, or belongs to as well; give the
                name or id of one organisation.
            level: Clusters; groups of clusters that are tied with each other; or parts of clusters that
                are clusters themselves; choose one of group, cluster, part. Default: 'cluster'.
            hidden: Only hidden clusters: scattered over several branches, so that no single industry
                shows them; give yes or no. Default: False.
            stability: Only clusters of which so much comes back, 0 to 1, where all ties are weighed
                anew; give a number from 0 up to 1. Default: 0.0.
            least: Only clusters with so many members; in the place, where one is given; give a whole
                number from 2 up to 10000. Default: 10.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too, as much as they are sure; give
                yes or no. Default: True.
            alike: Whether those of the same industry, that provide the same, or of which one provides
                what the other needs, count as weakly tied with the nearest of these, too; then most
                clusters are those of one industry in a town; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11, between organisations that were
                there: founded by then and not closed before, as far as dates are on record; by default
                all that were ever recorded; give a date as 2021-11-30.
            weights: What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by
                default as this workspace keeps it; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.
            limit: How many lines at most; give a whole number from 1 up to 5000. Default: 50.

        Columns:
            called: str
            size: int
            here: int
            stability: float
            star: float
            cut: float
            hidden: bool
            cluster: str
            first, first_id, first_kind, first_lat, first_lon: Organisation
            spread: float
            industry, industry_id, industry_kind: Industry
            industries: list
            area, area_id, area_kind, area_lat, area_lon: Place
            areas: list
            members: list
            shared: int
            also: list
            within: str
            reason: str
            headline: str

        Where nothing is found: No cluster fits. Ask for smaller ones, for another level (clusters need not
        have parts), or for all of them rather than hidden ones; where sources state no linkages or
        industries, load one that does.
        The same as nodes rather than a table: atlas.ask('boundaries/clusters', ...).
        """

    def cuts(
        self,
        seed: str | FoundNode | None = None,
        second: str | FoundNode | None = None,
        third: str | FoundNode | None = None,
        fourth: str | FoundNode | None = None,
        fifth: str | FoundNode | None = None,
        industry: str | FoundNode | None = None,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        cluster: str | FoundNode | None = None,
        *,
        most: int = 300,
        largest: int | None = None,
        km: float | None = None,
        kinds: str | Sequence[str] = "any",
        inferred: bool = True,
        alike: bool = True,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
        sharp: bool = True,
        limit: int = 300,
    ) -> DataFrame:
        """At which sizes is the boundary around these organisations, or this industry in a place, sharp, and
        who enters?

        The curve of the boundary. In the order of the search from the seeds one organisation after the
        other enters, those first that boundaries/from_seeds has as members where no size is given; cut is
        the weight of the ties that the boundary cuts at that size, over what it would be if the same ties
        were dealt out at random (normalised cut, Shi and Malik 2000). Near 0 it cuts hardly anything, near
        1 as much as a line drawn anywhere. Sharp is a size at which it is lower than at all sizes near it,
        from so many times less to so many times more (search.sharp in the weights). Several sharp sizes are
        clusters within clusters, none a boundary that is blurred. Last is who enters with this size,
        entering how many have since the line before; members is how many these are, members cut what they
        cut: what the line of that size says. Give a size to boundaries/from_seeds to see its members, with
        role and reasons; without one it takes the lowest along the order of the search and then moves
        single organisations over the boundary.

        What it cannot know: Ties that no source records; where few are recorded, a sharp boundary may be
        only where the records end.

        Parameters:
            seed: An organisation that surely belongs to the cluster. Name three to five: from one alone
                the boundary is less sure; give the name or id of one organisation.
            second: Another that surely belongs to it; give the name or id of one organisation.
            third: Another that surely belongs to it; give the name or id of one organisation.
            fourth: Another that surely belongs to it; give the name or id of one organisation.
            fifth: Another that surely belongs to it; give the name or id of one organisation.
            industry: Instead: all organisations of this industry, or of a class within it, that are in
                the place; give the name or id of one industry.
            place: With an industry: county, metro, state, appellation or region where its organisations
                are; give the name or id of one place.
            area: Instead of a place, or within it: inside these corners, latitude,longitude;
                latitude,longitude; ..., or a GeoJSON Polygon. Without an industry all organisations
                inside are the seeds; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            cluster: Instead: all organisations of a cluster as somebody drew it; give the name or id of
                one cluster.
            most: Up to what size, and how many members the boundary has at most; give a whole number
                from 2 up to 10000. Default: 300.
            largest: Lines go on up to this size where that is more; give a whole number from 2 up to
                2000.
            km: Nobody who is known to be farther than so many km from all seeds; by default nearness
                counts, and no distance keeps anybody out; give a number from 1 up to 20000 km.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too, as much as they are sure; give
                yes or no. Default: True.
            alike: Whether those of the same industry, that provide the same, or of which one provides
                what the other needs, count as weakly tied with the nearest of these; give yes or no.
                Default: True.
            date: Only linkages that held at this date, as 2021-11, between organisations that were
                there: founded by then and not closed before, as far as dates are on record; by default
                all that were ever recorded; give a date as 2021-11-30.
            weights: What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by
                default as this workspace keeps it; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.
            sharp: Only sizes at which the boundary is sharp; no: every size, one member after the
                other; give yes or no. Default: True.
            limit: How many lines at most; give a whole number from 1 up to 5000. Default: 300.

        Columns:
            size: int
            cut: float
            sharp: bool
            last, last_id, last_kind, last_lat, last_lon: Organisation
            entering: int
            names: str
            members: int
            members_cut: float
            reason: str
            caution: str

        Where nothing is found: There is no curve to draw. No organisation was found for these seeds, or no
        source states a linkage that counts of any of them; or the boundary is sharp nowhere: then ask for
        every size. Name others or a larger place, let inferred linkages and all kinds and dates count, or
        load a source that tells their linkages.
        The same as nodes rather than a table: atlas.ask('boundaries/cuts', ...).
        """

    def from_seeds(
        self,
        seed: str | FoundNode | None = None,
        second: str | FoundNode | None = None,
        third: str | FoundNode | None = None,
        fourth: str | FoundNode | None = None,
        fifth: str | FoundNode | None = None,
        industry: str | FoundNode | None = None,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        cluster: str | FoundNode | None = None,
        *,
        size: int | None = None,
        most: int = 300,
        km: float | None = None,
        kinds: str | Sequence[str] = "any",
        inferred: bool = True,
        alike: bool = True,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
        outside: bool = True,
        limit: int = 5000,
    ) -> DataFrame:
        """Who belongs to the cluster around these organisations, or this industry in a place, in which role
        and why?

        Who is tied to the seeds, directly and through others, by so much more than to everybody else that
        the boundary is sharpest there (heat kernel, Kloster and Gleich 2014; lowest normalised cut, Shi and
        Malik 2000; then moves over the boundary one by one while these make it sharper). A tie counts by
        the kinds of its linkages, by how sure they are, by how common ties of its length are, and more in
        the same place or industry; all these weights stand in docs/boundaries.md. Degree is how probable it
        is that it belongs: it is told how often it is inside in many drawings of the boundary, each with
        all ties weighed anew at random, and what share of those inside as often belonged in invented
        networks like this one (as many seeds, as much cut, as many ties). So it is right for such networks,
        to within what docs/boundaries.md says; of real clusters nobody knows the members. Inside is another
        thing: who is within the one boundary that cuts least. Belongs puts both together: members are firm,
        probable or at the edge (from what degrees on, stands above the table), and those at the edge and
        those outside with a high degree are where the boundary is blurred. The surest come first, those
        outside after them; where there are more than five seeds, these come last. Enters is the size of the
        cluster from which on it is inside, in the order of the search, the members first: ask
        boundaries/cuts at which sizes the boundary is sharp, and give one as size. Role and reasons come
        from what it does and its linkages with members; seeds named one by one are core, those of an
        industry, an area or a cluster have the role of what they do. Reasons are its linkages, those that
        brought it in most first (tied to, by the words beside it, of the basis tie); ties is the number of
        members that it is linked with. Basis is recorded where recorded linkages lead from a seed to it,
        over members; nobody else is firm. Km is how far it is from the nearest seed. Seeds without a
        linkage that counts, or that were not there at the date, are left out, and firms from abroad that
        have no lasting presence here.

        What it cannot know: Ties that no source records. Who has none on record is outside whatever it
        does, and where a register tells of one kind of tie alone, the boundary is that of this kind.

        Parameters:
            seed: An organisation that surely belongs to the cluster. Name three to five: from one alone
                the boundary is less sure; give the name or id of one organisation.
            second: Another that surely belongs to it; give the name or id of one organisation.
            third: Another that surely belongs to it; give the name or id of one organisation.
            fourth: Another that surely belongs to it; give the name or id of one organisation.
            fifth: Another that surely belongs to it; give the name or id of one organisation.
            industry: Instead: all organisations of this industry, or of a class within it, that are in
                the place; give the name or id of one industry.
            place: With an industry: county, metro, state, appellation or region where its organisations
                are; give the name or id of one place.
            area: Instead of a place, or within it: inside these corners, latitude,longitude;
                latitude,longitude; ..., or a GeoJSON Polygon. Without an industry all organisations
                inside are the seeds; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            cluster: Instead: all organisations of a cluster as somebody drew it; give the name or id of
                one cluster.
            size: How many members, where you move the cut yourself; by default as many as make the
                boundary sharpest; give a whole number from 2 up to 2000.
            most: How many members at most, where the cut is found; give a whole number from 2 up to
                10000. Default: 300.
            km: Nobody who is known to be farther than so many km from all seeds; by default nearness
                counts, and no distance keeps anybody out; give a number from 1 up to 20000 km.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too, as much as they are sure; give
                yes or no. Default: True.
            alike: Whether those of the same industry, that provide the same, or of which one provides
                what the other needs, count as weakly tied with the nearest of these; give yes or no.
                Default: True.
            date: Only linkages that held at this date, as 2021-11, between organisations that were
                there: founded by then and not closed before, as far as dates are on record; by default
                all that were ever recorded; give a date as 2021-11-30.
            weights: What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by
                default as this workspace keeps it; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.
            outside: Whether those near the boundary who are left out are listed too, below the members;
                give yes or no. Default: True.
            limit: How many lines at most; by default all of nearly any boundary; give a whole number
                from 1 up to 10000. Default: 5000.

        Columns:
            member, member_id, member_kind, member_lat, member_lon: Organisation
            inside: bool
            belongs: str
            role: str
            degree: float
            enters: int
            ties: int
            km: float
            tied_to, tied_to_id, tied_to_kind, tied_to_lat, tied_to_lon: Organisation
            link: str
            words: str
            tie: str
            basis: str
            sources: list
            reasons: list
            headline: str
            caution: str

        Where nothing is found: No boundary can be drawn. Name other seeds or a larger place, let inferred
        linkages and all kinds and dates count, or load a source that tells their linkages.
        The same as nodes rather than a table: atlas.ask('boundaries/from_seeds', ...).
        """

    def lint(
        self,
        industry: str | FoundNode | None = None,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        *,
        kinds: str | Sequence[str] = "any",
        inferred: bool = True,
        alike: bool = True,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
    ) -> DataFrame:
        """Is this industry in a place, or this cluster, drawn too broad or too narrow, or hidden over many
        industries?

        What the ties say of a definition. Too broad: it can be split in two, along its industries or
        anywhere by its linkages, so that hardly a tie is cut; the figure is the conductance of the best
        split (1: ties run everywhere, 0: two separate halves), and below the threshold it is two fields
        rather than one. Too narrow: outsiders that are tied with several members and have a good part of
        the weight of their ties among members (the reason says how many and how much); the figure is how
        many there are for each tied member, and above the threshold much of what is tied to it stands
        outside. Hidden: it is not too broad, and its members are scattered over many branches, so that no
        single one shows them; the figure is the effective number of branches (one over the sum of squared
        shares). Reads says what the figure is of. Of is on how many members the check rests; organisations
        are those that the suggestion speaks of, ten at most. “Cannot be said” where that is too few, or too
        small a part of all members (lint.fewest and lint.part in the weights). A definition holds whom it
        holds, firms with their seat abroad too; only boundaries/from_seeds and cuts ask for a lasting
        presence.

        What it cannot know: Ties that no source records. A definition of which a register tells one kind of
        tie alone, say loans, is judged by these; a verdict on few linked members is a weak one.

        Parameters:
            industry: All organisations of this industry, or of a class within it; give the name or id
                of one industry.
            place: County, metro, state, appellation or region; with an industry only its organisations
                there; give the name or id of one place.
            cluster: Instead: all organisations of a cluster as somebody drew it; give the name or id of
                one cluster.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too, as much as they are sure; give
                yes or no. Default: True.
            alike: Whether those of the same industry, that provide the same, or of which one provides
                what the other needs, count as weakly tied with the nearest of these; give yes or no.
                Default: True.
            date: Only linkages that held at this date, as 2021-11, between organisations that were
                there: founded by then and not closed before, as far as dates are on record; by default
                all that were ever recorded; give a date as 2021-11-30.
            weights: What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by
                default as this workspace keeps it; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.

        Columns:
            check: str
            verdict: str
            suggestion: str
            figure: float
            threshold: float
            reads: str
            of: int
            organisations: list
            reason: str
            caution: str

        Where nothing is found: Nobody is in this definition. Name a larger place or another industry, or
        load a source that says who is in it.
        The same as nodes rather than a table: atlas.ask('boundaries/lint', ...).
        """

class Clusters(Topic):
    def acts(
        self,
        *,
        cluster: str | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Who kept or deleted which version of which cluster, and when?

        The latest first. What is written here stays where the version itself is gone.

        What it cannot know: What became of versions in another graph from which this one was copied or
        restored.

        Parameters:
            cluster: Only what was done to a cluster of this name, or with this in its name; give a
                text.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 100.

        Columns:
            at: str
            act: str
            name: str
            version: int
            members: int
            who: str
            cluster_id: str

        Where nothing is found: Nobody has kept a cluster yet. Ask boundaries/from_seeds, and keep its
        answer under a name.
        The same as nodes rather than a table: atlas.ask('clusters/acts', ...).
        """

    def compare(
        self,
        *,
        earlier: str | FoundNode | None = None,
        later: str | FoundNode | None = None,
        difference: float = 0.1,
        limit: int = 500,
    ) -> DataFrame:
        """Who entered, who left, and whose role or degree changed between two versions of a cluster, or two
        clusters?

        First those who entered, then those who left, then those in both whose role is another, or whose
        degree changed. The two were drawn from what was loaded then: a change of the sources, of the
        weights or of what was asked moves a boundary as much as a change in the world. Where any of these
        differs, caution says which; another date alone is none, since that is how two times are compared.
        Founded, closed and spun off are what sources say of a member, whether that was the reason or not.

        What it cannot know: Why somebody entered or left: a firm that was founded, or only recorded, or
        asked for by other parameters. Degrees are read to a few hundredths.

        Parameters:
            earlier: The earlier version by its id, or one cluster by name. Alone it is compared with
                the latest version of its cluster; where it is the latest itself, as by name, with the
                one before. By default the version before; give the name or id of one cluster.
            later: The later version, or the other cluster; by default the one that was kept last; give
                the name or id of one cluster.
            difference: Only changes of degree of so much at least; those who entered or left are always
                listed; give a number from 0 up to 1. Default: 0.1.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 500.

        Columns:
            member, member_id, member_kind, member_lat, member_lon: Entity
            change: str
            role_before: str
            role: str
            degree_before: float
            degree: float
            founded: str
            closed: str
            spun_off_from, spun_off_from_id, spun_off_from_kind, spun_off_from_lat, spun_off_from_lon:
                Organisation
            reason: str
            headline: str
            caution: str
            rows_in_all: int

        Where nothing is found: Name two clusters or versions as earlier and later. Where two were compared,
        both have the same members in the same roles, and a smaller difference may list more.
        The same as nodes rather than a table: atlas.ask('clusters/compare', ...).
        """

    def history(
        self,
        *,
        cluster: str | FoundNode | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        limit: int = 500,
    ) -> DataFrame:
        """Which members of this cluster were founded, closed, bought, moved or spun off between two dates?

        The earliest first. Cluster is the one that was asked about, or the last that was kept. Members are
        organisations of the cluster or of a cluster within it; one that was bought or spun off is listed
        where either of the two is a member. A source that says a year only counts for every date in it.
        What no source dates is not listed. Members are those of one drawing, whatever the dates: caution
        says what was loaded since, so that others might be members now.

        What it cannot know: All that sources do not date; that nothing is listed does not mean that nothing
        happened. Who was a member of another drawing alone is not listed, so founded less closed is not how
        the cluster grew.

        Parameters:
            cluster: A cluster: its name means the latest version, its id any; by default the one that
                was kept last; give the name or id of one cluster.
            since: From this date, as 2015 or 2015-06; by default from the first on record; give a date
                as 2021-11-30.
            until: Up to this date; by default up to now; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 500.

        Columns:
            at: str
            event: str
            member, member_id, member_kind, member_lat, member_lon: Organisation
            partner, partner_id, partner_kind, partner_lat, partner_lon: Entity
            role: str
            cluster, cluster_id, cluster_kind: Cluster
            sources: list
            caution: str

        Where nothing is found: No cluster was kept yet, or no source dates anything of the members between
        these dates. Load a source of when firms were founded, closed, bought or spun off.
        The same as nodes rather than a table: atlas.ask('clusters/history', ...).
        """

    def membership(
        self,
        *,
        cluster: str | FoundNode | None = None,
        role: Literal[
            "any",
            "core",
            "supplier of specialised inputs",
            "supplier",
            "service provider",
            "related industry",
            "channel or customer",
            "complementor",
            "infrastructure",
            "institution",
        ] = "any",
        limit: int = 2000,
    ) -> DataFrame:
        """Who is in this cluster, to which degree, in which role and why?

        As it was drawn: of a version that was kept, degree, role and reasons are those of that day, basis
        says whether recorded linkages lead from a seed to it, and belongs says by degree and basis, as
        where the boundary was drawn, who is firm, probable or at the edge: from what degrees on, stands
        above the table, by the weights it was drawn by. Remark says what sources say today: that a member
        is closed, or has its seat in another country than most firms of the cluster and whether it has a
        lasting presence here.

        What it cannot know: What changed since it was drawn, other than what the remark says; draw it again
        and compare the two.

        Parameters:
            cluster: A cluster: its name means the latest version, its id any; by default the one that
                was kept last; give the name or id of one cluster.
            role: Only members in this role; choose one of any, core, supplier of specialised inputs,
                supplier, service provider, related industry, channel or customer, complementor,
                infrastructure, institution. Default: 'any'.
            limit: How many at most; give a whole number from 1 up to 10000. Default: 2000.

        Columns:
            member, member_id, member_kind, member_lat, member_lon: Entity
            belongs: str
            role: str
            degree: float
            basis: str
            remark: str
            reasons: list
            source: str
            source_id: str
            headline: str
            rows_in_all: int

        Where nothing is found: No cluster was kept yet, or nobody is recorded to be in this cluster in this
        role. A cluster of industries has members only where a source says so.
        The same as nodes rather than a table: atlas.ask('clusters/membership', ...).
        """

    def overlap(
        self,
        *,
        cluster: str | FoundNode | None = None,
        least: int = 1,
        versions: bool = False,
        weights: str | Mapping[str, Any] | None = None,
        limit: int = 200,
    ) -> DataFrame:
        """Which clusters share members, and which lie within another?

        Cluster is the smaller of the two. Jaccard is what both share over what either has; smaller share is
        what part of the smaller one lies in the larger. Within: that part is at least as large as the
        weights say (clusters.within); else overlaps. Both are worked out from the members when it is asked,
        by organisations and industries alike, each counted once whatever its degree. Names are of up to
        five that both have. Of a cluster that was kept, only the latest version is looked at unless earlier
        ones are asked for.

        What it cannot know: Members that no boundary drew; clusters of industries and clusters of
        organisations share nobody even where they are of one field.

        Parameters:
            cluster: Only the overlaps of this one; by default all; give the name or id of one cluster.
            least: How many members both must have in common at least; give a whole number from 1 up to
                10000. Default: 1.
            versions: Whether earlier versions, and versions of one cluster, are compared too; give yes
                or no. Default: False.
            weights: What counts otherwise than as it ships, as clusters.within=0.8, from which share of
                its members in a larger one on a cluster lies within that; by default as this workspace
                keeps it; give other weights as section.name=number, as kinds.SERVES=0.5, same.place=0.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 200.

        Columns:
            cluster, cluster_id, cluster_kind: Cluster
            reading: str
            other, other_id, other_kind: Cluster
            jaccard: float
            shared: int
            smaller_share: float
            members: int
            other_members: int
            names: list
            reason: str

        Where nothing is found: No two clusters share so many members. Versions of one cluster are compared
        here only where versions is set; who entered and left between two of them says clusters/compare
        (from a shell: clusteratlas ask clusters/compare --earlier NAME). Keep boundaries as clusters first,
        or ask for fewer members in common.
        The same as nodes rather than a table: atlas.ask('clusters/overlap', ...).
        """

    def ties(
        self,
        *,
        cluster: str | FoundNode | None = None,
        kinds: str | Sequence[str] = "any",
        inferred: bool = True,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Which clusters are tied with each other, and how much more than chance would have it?

        Ties between members of one and members of the other, those that both have left out, weighed as
        where boundaries are drawn. Expected is the weight that there would be if the ends of all ties of
        the graph were dealt out anew among the same organisations: the ties of the one times those of the
        other over all. Strength is what there is over what is expected: 1 is chance, below it they keep
        apart. Being alike and near counts for nothing here: only linkages do. Ties is the number of pairs;
        across says by which kinds of linkage, most weight first. Members are organisations in the cluster
        or in one within it; of a cluster that was kept only the latest version counts, unless it is the one
        asked about.

        What it cannot know: Ties that no source records. A strength that rests on a few ties says little:
        see how many there are.

        Parameters:
            cluster: Only the links of this one; by default all; give the name or id of one cluster.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too, as much as they are sure; give
                yes or no. Default: True.
            date: Only linkages that held at this date, as 2021-11, between organisations that were
                there: founded by then and not closed before, as far as dates are on record; by default
                all that were ever recorded; give a date as 2021-11-30.
            weights: What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by
                default as this workspace keeps it; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 100.

        Columns:
            cluster, cluster_id, cluster_kind: Cluster
            other, other_id, other_kind: Cluster
            strength: float
            ties: int
            weight: float
            expected: float
            shared: int
            across: str
            basis: str
            sources: list
            reason: str

        Where nothing is found: No linkage on record ties members of two clusters. Keep at least two
        boundaries as clusters; clusters of industries have members only where a source says so.
        The same as nodes rather than a table: atlas.ask('clusters/ties', ...).
        """

    def versions(
        self,
        *,
        name: str | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Which clusters were drawn and kept here, in which versions, by whom and how?

        Each drawing that was kept is a version: the name of a cluster means its latest one, an earlier one
        is named by its id. Cut is the normalised cut of the boundary (0: it cuts no tie, 1: as much as a
        line drawn anywhere). Asked is what the question said, but for defaults (files have the same as a
        program reads it, parameters_json), weights what counted otherwise than ships. Drawn from is how
        much was loaded then, with a fingerprint: where two versions have the same one, no linkage,
        organisation, industry or place had changed between them.

        What it cannot know: Why somebody drew it so. The parameters say how, the members with their reasons
        what came of it.

        Parameters:
            name: Only clusters with this in their name; give a text.
            limit: How many at most; give a whole number from 1 up to 5000. Default: 100.

        Columns:
            cluster, cluster_kind: Cluster
            version: int
            cluster_id: str
            latest: bool
            members: int
            cut: float
            asked: str
            weights: str
            drawn: str
            drawn_by: str
            scope: str
            drawn_from: str
            parameters_json: str

        Where nothing is found: Nobody has kept such a cluster yet. Ask boundaries/from_seeds, and keep its
        answer under a name.
        The same as nodes rather than a table: atlas.ask('clusters/versions', ...).
        """

class Gaps(Topic):
    def borders(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 50.0,
        type: Literal[
            "state",
            "nation",
            "metro",
            "county",
        ] = "state",
        kinds: str | Sequence[str] = "any",
        inferred: bool = False,
        date: str | datetime.date | None = None,
        crossing: bool = False,
        limit: int = 50,
    ) -> DataFrame:
        """Where do the linkages of a cluster, a place or a firm's surroundings cross borders of states or
        nations, and by what?

        Linkages with an end inside (the cluster, the place or the surroundings), each pair of organisations
        once, by the areas of the two ends, the one of more organisations inside first. Pairs share is of
        all pairs whose areas are both known; both inside counts those of which either end is a member,
        members how many members take part. Kinds, by what they cross, are those of most pairs. Above the
        table stands of how many pairs both areas are known, how many of these cross a border, where those
        inside are themselves, and how many pairs inferred linkages would add. An organisation in several
        areas of the type counts in the first by id.

        What it cannot know: Linkages that no source states, and where partners are that no source locates;
        a register of one state alone shows few that cross its border.

        Parameters:
            place: County, metro, state, appellation or region: the organisations there; give the name
                or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 50.0.
            type: Borders of what; choose one of state, nation, metro, county. Default: 'state'.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            crossing: Whether only pairs of different areas are listed; give yes or no. Default: False.
            limit: How many lines at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            here, here_id, here_kind, here_lat, here_lon: Place
            there, there_id, there_kind, there_lat, there_lon: Place
            kinds: list
            pairs: int
            pairs_share: float
            crosses: bool
            both_inside: int
            members: int
            median_km: float
            words: str
            sources: list
            headline: str

        Where nothing is found: No linkage of an organisation inside has both ends in known areas of this
        type. Let inferred linkages count, ask about more organisations, or load where their partners are.
        The same as nodes rather than a table: atlas.ask('gaps/borders', ...).
        """

    def missing(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        degree: float = 0.0,
        km: float = 25.0,
        industry: str | FoundNode | None = None,
        near: float = 50.0,
        few: int = 0,
        least: int = 1,
        special: bool = True,
        weigh: Literal[
            "members",
            "employees",
        ] = "members",
        date: str | datetime.date | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """What do the members of a place, a cluster or around a firm need that nobody near provides?

        A chance for a new firm, or one to attract. Recorded, and first: organisations inside (the place,
        the cluster or the surroundings; of an industry, if one is given) are stated to need an input that
        they do not provide themselves, or to get it from somebody, and nobody inside or within the distance
        of one of them provides it or supplies anybody with it. Possible: by the input-output table their
        industries buy it, and no organisation of an industry that sells it is inside or near, nor does a
        statistical office count establishments there (counties that members are in, or whose middle is
        near). Industries that no office counts at all (farms, railways, government) are left out where
        counts are loaded. Needed by is how many need it, of how many whose needs (all) or whose industry
        (possible) are known. Share is what it makes of their industries' purchases, on average. Score =
        needed by * share (share is 1 for a recorded need), with employees for organisations where weighed
        so. Nearest is the nearest provider, or county with establishments, measured from those that need
        it.

        What it cannot know: Firms that no source names, counts kept secret because they are small, amounts,
        and whether the demand would keep a firm alive.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            industry: Only what organisations of this industry or of a class within it need; providers
                may be of any; give the name or id of one industry.
            near: How far from who needs something a provider still counts as near; give a number from 1
                up to 2000 km. Default: 50.0.
            few: So many providers near are still a gap; give a whole number from 0 up to 100. Default:
                0.
            least: How many must need it at least; give a whole number from 1 up to 100000. Default: 1.
            special: Of what industries buy, only what they buy more of than the average industry does;
                give yes or no. Default: True.
            weigh: What the score counts: each that needs it alike, or by its employees; choose one of
                members, employees. Default: 'members'.
            date: Only needs and supplies that held at this date, as 2021-11; by default all that were
                ever recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            rank: int
            input: str
            basis: str
            needed_by: int
            of: int
            share: float
            score: float
            providers_near: int
            establishments_near: int
            nearest, nearest_id, nearest_kind, nearest_lat, nearest_lon: Entity
            km: float
            sources: list
            unknown: str
            reason: str

        Where nothing is found: Nothing is known to be missing here. Either all that is recorded or likely
        to be needed has a provider near, or nothing is known of needs: then load industry codes (possible
        needs follow from them) or a table of who needs what.
        The same as nodes rather than a table: atlas.ask('gaps/missing', ...).
        """

    def reach(
        self,
        *,
        by: Literal[
            "inputs",
            "kinds",
        ] = "inputs",
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        degree: float = 0.0,
        km: float = 25.0,
        near: float = 50.0,
        least: int = 10,
        inferred: bool = False,
        date: str | datetime.date | None = None,
        weights: str | Mapping[str, Any] | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Which inputs, or kinds of linkage, come from far without loss, and which from nearer than chance
        would have it?

        Distances between the two ends of linkages, each pair of organisations once for each thing, measured
        where both positions are known. A quarter, half and three quarters of the linkages are no longer
        than so many km. Expected is the median if each that gets it had a partner drawn at random, each
        alike, from all that are recorded to give the same to anybody (400 drawings); ratio is the median
        over it; chance the share of drawings that are as near on the whole or nearer (by the mean logarithm
        of 1 + km). Read as a local edge where ratio and chance are at most what the weights say
        (reach.ratio, reach.chance); nearer than chance where only chance is; from a distance where chance
        is above that, so that those near are not seen to be preferred, or near anyway where the expected
        median is not beyond the distance near. Inferred: no source states any of them, and what they are
        inferred from may be nearness itself. Too few to tell: fewer linkages measured than asked for, or
        fewer givers with a position than the weights say (reach.givers). Above the table stands where those
        asked about are themselves: how far from their middle (the mean of their positions), in which
        counties and states; and how many pairs inferred linkages would add. Many positions are centres of
        ZIP codes, so that below some 10 km distances say little.

        What it cannot know: Why near partners are chosen, what is lost with far ones, and linkages that no
        source states: a source that lists only partners in one region makes all look near.

        Parameters:
            by: One line for each named input or service, or for each kind of linkage; choose one of
                inputs, kinds. Default: 'inputs'.
            place: County, metro, state, appellation or region: only what is got there; with nothing
                said, everything that is loaded; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            near: The distance within which the share of linkages is told; give a number from 1 up to
                2000 km. Default: 50.0.
            least: How many linkages with known distance are enough to tell; give a whole number from 3
                up to 10000. Default: 10.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: False.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            weights: Other thresholds than those that ship, as reach.ratio=0.4, reach.chance=0.01; by
                default as this workspace keeps them; give other weights as section.name=number, as
                kinds.SERVES=0.5, same.place=0.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 100.

        Columns:
            what: str
            linkages: int
            measured: int
            quarter_km: float
            median_km: float
            three_quarters_km: float
            share_near: float
            providers: int
            expected_km: float
            ratio: float
            chance: float
            reading: str
            basis: str
            sources: list
            reason: str
            headline: str

        Where nothing is found: No source states linkages that bring them something. Let inferred linkages
        count, ask about more organisations or about everything, or load a source of who supplies or serves
        whom.
        The same as nodes rather than a table: atlas.ask('gaps/reach', ...).
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

        What it cannot know: What organisations provide where no source says so, and whether the main
        business of a firm is what it is coded by.

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

        By the codes that registers give; classes inside the industry count. Until says when a source saw it
        last, if it is gone from the newest list.

        What it cannot know: Organisations that no register lists, or that a register codes elsewhere or not
        at all.

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

class Institutions(Topic):
    def serving(
        self,
        place: str | FoundNode | None = None,
        cluster: str | FoundNode | None = None,
        around: str | FoundNode | None = None,
        *,
        industry: str | FoundNode | None = None,
        degree: float = 0.0,
        km: float = 25.0,
        per_service: int = 10,
        inferred: bool = True,
        date: str | datetime.date | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Who trains, researches, sets standards, tests, finances or associates for the firms of an industry
        here, and who does not?

        For each of six services, those that are stated (or inferred, which basis tells) to do it for firms
        of the place, the cluster or the surroundings, with how many of them; wherever they are, and also
        firms such as banks. Training is TRAINS_FOR, research RESEARCHES_WITH, standards SETS_STANDARDS_FOR,
        testing TESTS_FOR, finance FINANCES or FUNDS, an association MEMBER_OF. Km is the median distance to
        those firms whose position is known. Serves is empty for who does it for the industry as a whole,
        which reaches nobody by name. A service that nobody is recorded to give has one line without an
        institution: it says whether sources record it for anybody, and has no share where none does.

        What it cannot know: Ties that no source records: that none is recorded does not mean that there is
        none.

        Parameters:
            industry: Only firms of this industry or of a class within it; give the name or id of one
                industry.
            place: County, metro, state, appellation or region; give the name or id of one place.
            cluster: A cluster: its organisations and those of its industries; with a place, only those
                there; give the name or id of one cluster.
            around: A firm or institution, instead of both: itself and all within km of it; give the
                name or id of one organisation.
            degree: Only who is a member of the cluster to this degree at least; at 0 all, also those of
                its industries; give a number from 0 up to 1. Default: 0.0.
            km: How far around it; 0 is it alone; give a number from 0 up to 2000 km. Default: 25.0.
            per_service: How many of each service at most; give a whole number from 1 up to 2000.
                Default: 10.
            inferred: Whether ties that are only inferred count too; give yes or no. Default: True.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 100.

        Columns:
            service: str
            institution, institution_id, institution_kind, institution_lat, institution_lon:
                Organisation
            serves: int
            of: int
            share: float
            inside: bool
            km: float
            basis: str
            sources: list
            examples: list
            reason: str

        Where nothing is found: No firm is known here, or none of this industry. Try a wider place or the
        industry one level up.
        The same as nodes rather than a table: atlas.ask('institutions/serving', ...).
        """

class Matches(Topic):
    def by_source(
        self,
    ) -> DataFrame:
        """How many organisations of each source may be one with another and wait for a judgement?

        A pair counts for each source that speaks of one of the two. Until it is decided, both stand as
        organisations of their own; 'clusteratlas review --source ID' lists those of one source.

        What it cannot know: How many of them are really one.

        Columns:
            source: str
            source_id: str
            organisations: int
            pairs: int

        Where nothing is found: nothing waits for a judgement; 'clusteratlas match' looks for more
        The same as nodes rather than a table: atlas.ask('matches/by_source', ...).
        """

    def judgements(
        self,
        *,
        who: str | None = None,
        people: bool = False,
        entity: str | FoundNode | None = None,
        limit: int = 200,
    ) -> DataFrame:
        """Which organisations were judged to be one or two, by whom, when, and what was taken back?

        The latest first. Judgements of one act are taken back together, by its id; those taken back stay
        listed. Verdict own means that what the source named on the right says of the id on the left is a
        thing of its own. Gone are the ids that no source gives any more: a judgement on them waits until
        they come back.

        What it cannot know: Why somebody decided as they did, beyond the note they left.

        Parameters:
            who: Only those of one person; 'matching' for those made by score; give a text.
            people: Only those of people, none made by score; give yes or no. Default: False.
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
        source: str | None = None,
        name: str | None = None,
        limit: int = 20,
    ) -> DataFrame:
        """Which organisations may be one and the same, how probable is it, and what speaks for and against?

        The surest come first, those left for later last. Score is how probable the matching finds it that
        both are one; the column waiting says how many of those asked for there are in all.

        What it cannot know: Pairs that share nothing rare enough to be compared: one organisation under two
        quite different names, without an address, number or website in common.

        Parameters:
            source: Id of a source: only pairs with one that it speaks of; choose one of the column
                source_id of sources/list.
            name: Only pairs with one that has this in a name, large and small letters alike; give a
                text.
            limit: How many at most; give a whole number from 1 up to 20000. Default: 20.

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
    def complementors(
        self,
        firm: str | FoundNode,
        *,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        per_input: int = 5,
        limit: int = 50,
    ) -> DataFrame:
        """Whose offer makes this firm's worth more, and whose near it could, since the same buyers want both?

        Recorded: a source says that the two complement each other or cooperate; these come first, however
        far, also from outside the area. Possible: nobody says so, but it is inferred, or the same buyers
        want both: they supply or serve organisations that the firm supplies or serves; or they provide
        another input that organisations need which need what the firm provides; or by the input-output
        table of the United States the industries that buy from the firm's industry also buy from theirs,
        more than the average industry does. Who is in the firm's own class of industry, or provides what it
        provides, may be a rival and is no possible complementor. Fit is the confidence of what is recorded
        or inferred; the share of the firm's customers that they supply too; the share of those who need
        what the firm provides that need theirs too; or the share of all purchases that the industries which
        buy from the firm's industry make of theirs, each weighed by what it takes of the firm's industry's
        sales. Score = fit / (1 + km / 10): at 10 km it counts half; where no source says where one of the
        two is, 50 km are assumed.

        What it cannot know: Whether the two are worth more together: that the same buyers want both is a
        hint, no proof.

        Parameters:
            firm: The firm to find complementors of; give the name or id of one organisation.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            per_input: How many possible complementors with the same offer at most; give a whole number
                from 1 up to 2000. Default: 5.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            complementor, complementor_id, complementor_kind, complementor_lat, complementor_lon:
                Organisation
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

        Where nothing is found: No source says whom this firm complements, and nobody inside sells to the
        same buyers. Look farther, or load a source that says whom the firm supplies or what its industry
        is.
        The same as nodes rather than a table: atlas.ask('near/complementors', ...).
        """

    def customers(
        self,
        firm: str | FoundNode,
        *,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        industry: str | FoundNode | None = None,
        special: bool = True,
        per_industry: int = 5,
        limit: int = 50,
    ) -> DataFrame:
        """Whom does this firm supply, and who near it could buy from it, by what they need or what their
        industry buys?

        Recorded: a source says that the firm supplies or serves them, or that they distribute for it; these
        come first, however far, also from outside the area. Possible: nobody says that these two trade, but
        a linkage is inferred, or they are recorded to need an input that the firm provides, or by the
        input-output table of the United States their industry buys what the firm's industry sells. Without
        an industry (recorded, or given here) the table names none. Fit is the confidence of what is
        recorded or inferred, or the share of what the firm's industry sells that goes to the customer's
        industry. Score = fit / (1 + km / 10): at 10 km it counts half; where no source says where one of
        the two is, 50 km are assumed. Of each buying industry only the best few are listed.

        What it cannot know: Whether a possible customer wants just what this firm sells, and from whom it
        buys now: its industry buys such things, no more is known.

        Parameters:
            firm: The firm to find customers for; give the name or id of one organisation.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            industry: Sell like this industry; by default the firm's own; give the name or id of one
                industry.
            special: Only industries that buy more of it than the average industry does; give yes or no.
                Default: True.
            per_industry: How many possible customers of the same buying industry at most; give a whole
                number from 1 up to 2000. Default: 5.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            customer, customer_id, customer_kind, customer_lat, customer_lon: Organisation
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

        Where nothing is found: No source says whom this firm supplies, and nobody inside needs what it
        provides or is in an industry that buys from its own. Look farther, leave out "special", or give an
        industry to sell like.
        The same as nodes rather than a table: atlas.ask('near/customers', ...).
        """

    def institutions(
        self,
        firm: str | FoundNode,
        *,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        does: Literal[
            "any",
            "training",
            "research",
            "standards",
            "testing",
            "finance",
            "association",
        ] = "any",
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

        Recorded: a source states a tie to the firm; these come first, however far, also from outside the
        area. Possible: it is inside, and nobody states a tie, or a tie is only inferred. Does: what it does
        by ties of its own to anybody (trains for, researches with, sets standards for, tests for, finances
        or funds, has members), or by its type; whether it does so for this firm only a recorded tie says.
        Asked for one of them, ties are of that sort. Fit is the confidence of what is recorded. For a
        possible one it is the largest of: the share of the firm's relatives (same industry, inside) that
        have a tie to it; of the organisations, wherever, that it is recorded to do something for, the share
        in the firm's industry (one is added to their number, so that few prove less); 0.5 where it trains
        or sets standards for the industry as a whole; 0.2 where both are recorded in one cluster. To that
        come 0.04 where it is recorded to do something for anybody; and 0.1 where its name says that it
        trains or researches in the field of the firm's industry and no other (culinary, for a restaurant),
        0.005 where its name says other fields alone (beauty, for a maker of implants) or its type is
        school, hospital, foundation or other, which seldom serve firms, 0.02 else. Score = fit / (1 + km /
        10): at 10 km it counts half; where no source says where one of the two is, 50 km are assumed.

        What it cannot know: Ties that no source states; of an institution that is only near, whether it
        works with firms like this one at all. What is taught there no source that ships records: where a
        name tells nothing, only the distance ranks.

        Parameters:
            firm: The firm to find institutions for; give the name or id of one organisation.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            does: What it does for firms; choose one of any, training, research, standards, testing,
                finance, association. Default: 'any'.
            type: What sort of institution it is; choose one of any, university, research institute,
                think tank, training provider, standards agency, trade association, testing laboratory,
                quality centre, government body, financial institution, publication, trade fair,
                utility, school, hospital, foundation, other. Default: 'any'.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            institution, institution_id, institution_kind, institution_lat, institution_lon: Institution
            id: str
            name: str
            kind: str
            type: str
            km: float
            basis: str
            does: list
            reason: str
            fit: float
            score: float

        Where nothing is found: No source states a tie of an institution to this firm, and none of that sort
        is known inside. Look farther, or ask for any service and type.
        The same as nodes rather than a table: atlas.ask('near/institutions', ...).
        """

    def rivals(
        self,
        firm: str | FoundNode,
        *,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Who competes with this firm, and who near it could, since they do or provide the same?

        Recorded: a source says that the two compete; these come first, however far, also from outside the
        area. Possible: nobody says so, but it is inferred, or they provide an input that the firm provides,
        or they are in the same class of an industry classification, of four digits or more (a broader class
        is no market). Fit is the confidence of what is recorded or inferred; else the larger of two: the
        share of the firm's inputs that they provide too, and 0.1 for each digit of the narrowest class that
        they share, so 0.6 for six digits. Score = fit / (1 + km / 10): at 10 km it counts half; where no
        source says where one of the two is, 50 km are assumed.

        What it cannot know: To whom the two sell: firms of one class may never meet the same customer.

        Parameters:
            firm: The firm to find rivals of; give the name or id of one organisation.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 50.

        Columns:
            rival, rival_id, rival_kind, rival_lat, rival_lon: Organisation
            id: str
            name: str
            kind: str
            km: float
            basis: str
            reason: str
            fit: float
            score: float
            industry: str
            inputs: list

        Where nothing is found: No source says who competes with this firm, and nobody inside provides what
        it provides or is in the same class of four digits or more. Look farther, or load a source that
        classifies it.
        The same as nodes rather than a table: atlas.ask('near/rivals', ...).
        """

    def suppliers(
        self,
        firm: str | FoundNode,
        *,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        industry: str | FoundNode | None = None,
        special: bool = True,
        per_input: int = 5,
        limit: int = 50,
    ) -> DataFrame:
        """Who supplies this firm, and who near it could, since they sell what it needs or what its industry
        buys?

        Recorded: a source says that they supply or serve the firm; these come first, however far, also from
        outside the area. Possible: nobody says that these two trade, but a linkage is inferred (the reason
        says from what), or they provide an input that the firm is recorded to need, or by the input-output
        table of the United States their industry sells what the firm's industry buys. Without an industry
        (recorded, or given here) the table names none. Fit is the confidence of what is recorded or
        inferred, or the share of the firm's industry's purchases that comes from the supplier's industry.
        Score = fit / (1 + km / 10): an input 10 km away counts half of the same input next door; where no
        source says where one of the two is, 50 km are assumed. Of each input only the best few are listed.
        Where a source gives only a postal code or a town, an organisation counts as standing at the centre
        of that area.

        What it cannot know: Whether a possible supplier makes just what the firm needs, has room, or is
        dearer: its industry sells such things, no more is known.

        Parameters:
            firm: The firm to find suppliers for; give the name or id of one organisation.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
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

        Where nothing is found: No source says who supplies this firm, and nobody inside provides what it
        needs or is in an industry that sells to its own. Look farther, leave out "special", or give an
        industry to buy like.
        The same as nodes rather than a table: atlas.ask('near/suppliers', ...).
        """

    def __call__(
        self,
        firm: str | FoundNode,
        *,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        industry: str | FoundNode | None = None,
        special: bool = True,
        per_input: int = 5,
        limit: int = 50,
    ) -> DataFrame:
        """Who supplies this firm, and who near it could, since they sell what it needs or what its industry
        buys?

        Recorded: a source says that they supply or serve the firm; these come first, however far, also from
        outside the area. Possible: nobody says that these two trade, but a linkage is inferred (the reason
        says from what), or they provide an input that the firm is recorded to need, or by the input-output
        table of the United States their industry sells what the firm's industry buys. Without an industry
        (recorded, or given here) the table names none. Fit is the confidence of what is recorded or
        inferred, or the share of the firm's industry's purchases that comes from the supplier's industry.
        Score = fit / (1 + km / 10): an input 10 km away counts half of the same input next door; where no
        source says where one of the two is, 50 km are assumed. Of each input only the best few are listed.
        Where a source gives only a postal code or a town, an organisation counts as standing at the centre
        of that area.

        What it cannot know: Whether a possible supplier makes just what the firm needs, has room, or is
        dearer: its industry sells such things, no more is known.

        Parameters:
            firm: The firm to find suppliers for; give the name or id of one organisation.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
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

        Where nothing is found: No source says who supplies this firm, and nobody inside provides what it
        needs or is in an industry that sells to its own. Look farther, leave out "special", or give an
        industry to buy like.
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

        What it cannot know: Whether a source was right, and what has changed since it was made.

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
        group: str | Sequence[str] = "any",
        limit: int = 200,
    ) -> DataFrame:
        """Who and what is it linked to, how, since when, and who says so?

        One line for each linkage and source. Confidence is 1 where a register states it and less where it
        is inferred. Basis: a source states the linkage (recorded), it is inferred from something else
        (possible), or somebody kept a cluster so (drawn by a user): then degree says how probable it is to
        belong, and there is no confidence.

        What it cannot know: Linkages that no source states: few lines may say more of the sources than of
        the organisation.

        Parameters:
            entity: A firm, institution, industry, place or input; give the name or id of one entity.
            group: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, structure, alike, process, provenance, trade, institutions, ACQUIRED,
                RELOCATED_TO, SPUN_OFF_FROM, UNIT_OF, BORDERS, CLASSIFIED_AS, IN_CLUSTER, LINKED_TO,
                LOCATED_IN, PRESENT_IN, WITHIN, COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, RELATED_TO,
                CONSTRAINS, LEADS, PARTICIPATES_IN, RELIEVES, MENTIONED_IN, DISTRIBUTES_FOR, INPUT_TO,
                NEEDS, PROVIDES, SERVES, SUPPLIES, FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES,
                RESEARCHES_WITH, SETS_STANDARDS_FOR, TESTS_FOR, TRAINS_FOR. Default: 'any'.
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
            degree: float
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

        What it cannot know: What a source says of it under another id that nobody has matched with this
        one.

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

        What it cannot know: What a source that is not loaded says of it.

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

        Organisations come first, then inputs, industries and places; among them those of the strongest
        linkages, then those that have most linkages of their own. The column neighbours says how many there
        are in all. Who is in a cluster that somebody kept here is neither recorded nor possible: basis says
        that a user drew it.

        What it cannot know: Linkages that no source states.

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
        kinds: str | Sequence[str] = "any",
        date: str | datetime.date | None = None,
        confidence: float = 0.0,
        inferred: bool = True,
        limit: int = 10,
    ) -> DataFrame:
        """How are these two linked, through whom, and which link of each path is the weakest?

        Shortest paths over linkages between organisations and the inputs they provide or need; sharing a
        place or an industry is not counted as a linkage. The weakest link is the one with the lowest
        confidence (of equals an inferred one): what the path rests on; weakest at says which of the path it
        is, counted from start. Says lists who states each linkage of the path. Where a source does not say
        how sure a linkage is, its confidence counts as 1. Among equals, paths through organisations with
        few linkages come first: to share a lender with a thousand others says little. Possible: at least
        one of the linkages is inferred, which the words say. The 300 shortest are looked at; where several
        sources say the same linkage each way of saying it counts.

        What it cannot know: Linkages that no source states: the shortest path may be one that nobody
        recorded. What went over a path, if anything, is not said.

        Parameters:
            start: From; give the name or id of one organisation.
            end: To; give the name or id of one organisation.
            hops: How many linkages a path may have; give a whole number from 1 up to 6. Default: 4.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, NEEDS, PROVIDES, SERVES,
                SUPPLIES, FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH,
                SETS_STANDARDS_FOR, TESTS_FOR, TRAINS_FOR. Default: 'any'.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            confidence: Only linkages at least so sure, from 0 to 1; give a number from 0 up to 1.
                Default: 0.0.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: True.
            limit: How many paths at most; give a whole number from 1 up to 50. Default: 10.

        Columns:
            path: Path
            hops: int
            basis: str
            weakest: float
            weakest_link: str
            weakest_source: str
            weakest_at: int
            words: str
            says: list

        Where nothing is found: No chain of linkages of that length that fit joins the two. Allow more hops,
        take a filter away (kinds, date, confidence, inferred), or load a source that tells more of either.
        The same as nodes rather than a table: atlas.ask('paths/between', ...).
        """

    def neighbourhood(
        self,
        start: str | FoundNode,
        *,
        hops: int = 2,
        kinds: str | Sequence[str] = "any",
        direction: Literal[
            "either",
            "out",
            "in",
        ] = "either",
        km: float | None = None,
        date: str | datetime.date | None = None,
        confidence: float = 0.0,
        inferred: bool = True,
        among: bool = False,
        each: int = 20,
        limit: int = 150,
    ) -> DataFrame:
        """Who is linked to this organisation, directly and through others, how, since when, and who says so?

        One line for each linkage by which an organisation is reached; what several sources say of it is one
        line, as sure as the surest, since the earliest date that any gives, and with no end unless all of
        them give one. Hop is the number of linkages on the shortest way from the first organisation over
        linkages and organisations that fit what is asked for: what does not fit is not passed through
        either. Path is the surest of those ways: the way whose weakest linkage is surest, recorded before
        inferred. Of is how many organisations are so many hops away, in all how many are within reach, left
        out how many tied to this one (the column to) are not among those listed. Those with the fewest hops
        are listed first, then those on the surest ways, then those reached through somebody with few ties,
        then the nearest. Kinds that read alike from both ends, such as competing, are followed either way
        whatever the direction. Confidence is 1 where a source states a linkage without saying how sure it
        is. Shared places, industries and inputs are no linkages here.

        What it cannot know: Ties that no source records, and what went over those that are: a short list
        may say more of the sources than of the organisation.

        Parameters:
            start: The organisation to go out from; give the name or id of one organisation.
            hops: How many linkages away at most; give a whole number from 1 up to 3. Default: 2.
            kinds: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, alike, trade, institutions, ACQUIRED, SPUN_OFF_FROM, UNIT_OF,
                COMPETES_WITH, COMPLEMENTS, COOPERATES_WITH, DISTRIBUTES_FOR, SERVES, SUPPLIES,
                FINANCES, FUNDS, MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR,
                TESTS_FOR, TRAINS_FOR. Default: 'any'.
            direction: Whether linkages are followed the way they go, as from supplier to customer
                (out), against it (in), or either way; choose one of either, out, in. Default: 'either'.
            km: Only organisations within so many km of the first one, straight line; give a number from
                0.1 up to 20000 km.
            date: Only linkages that held at this date, as 2021-11; by default all that were ever
                recorded; give a date as 2021-11-30.
            confidence: Only linkages at least so sure, from 0 to 1; give a number from 0 up to 1.
                Default: 0.0.
            inferred: Whether linkages that are only inferred count too; give yes or no. Default: True.
            among: Whether linkages that lead no farther, such as those among the partners, are listed
                too; give yes or no. Default: False.
            each: How many organisations any other than the first may bring at most, so that one with
                thousands of ties leaves room for others; give a whole number from 1 up to 2000.
                Default: 20.
            limit: How many organisations at most; give a whole number from 1 up to 2000. Default: 150.

        Columns:
            hop: int
            from, from_id, from_kind, from_lat, from_lon: Organisation
            words: str
            to, to_id, to_kind, to_lat, to_lon: Organisation
            details: str
            since: str
            until: str
            basis: str
            confidence: float
            source: str
            km: float
            path: str
            left_out: int
            of: int
            in_all: int
            link: str
            sources: list

        Where nothing is found: Nobody is linked to it by linkages that fit. Take a filter away (kinds,
        direction, km, date, confidence, inferred), or load a source that tells more of it.
        The same as nodes rather than a table: atlas.ask('paths/neighbourhood', ...).
        """

class Places(Topic):
    def compared(
        self,
        place: str | FoundNode,
        other: str | FoundNode,
        *,
        by: str | None = None,
        show: Literal[
            "all",
            "strong in one alone",
            "in one alone",
            "strong in both",
        ] = "all",
        compare: Literal[
            "its own type",
            "state",
            "metro",
            "county",
            "region",
            "nation",
        ] = "its own type",
        year: int | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """What does one place have that the other lacks, and in what is each strong?

        Both places as in places/portfolio, the second in the columns that begin with other. Points is how
        many percentage points more of its jobs the first has in it; the widest difference comes first. Each
        is ranked among the places of its own type, so that a county and a metro can be compared. That a
        place lacks something means that no jobs of it are published there: where the office may leave some
        out, reliability says not published, and what is missing is said, as an estimate; unreliable is a
        line of which more than half is missing. Reading says strength not rated where fewer than ten places
        of a type have the group: that is no sign of weakness.

        What it cannot know: What the office leaves out in either place, and differences within a group that
        bears one name.

        Parameters:
            place: Nation, state, metro, county, or a region that counties are within; give the name or
                id of one place.
            other: The place to set beside it; give the name or id of one place.
            by: What industries are grouped by; left empty, clusters where some are loaded, else
                branches, of what counts both; choose one of the column grouping of places/groupings.
            show: Which groups; choose one of all, strong in one alone, in one alone, strong in both.
                Default: 'all'.
            compare: Among which places each is ranked; choose one of its own type, state, metro,
                county, region, nation. Default: 'its own type'.
            year: The year of the figures; where nothing is counted in it the latest full one before;
                left empty, the latest that is counted in full; give a whole number from 1 up to 9999.
            limit: How many lines at most; give a whole number from 1 up to 2000. Default: 100.

        Columns:
            group, group_id, group_kind, group_lat, group_lon: Entity
            reading: str
            points: float
            jobs: int
            other_jobs: int
            share: float
            other_share: float
            missing_share: float
            other_missing_share: float
            reliability: str
            other_reliability: str
            lq: float
            other_lq: float
            strength: str
            other_strength: str
            rank: int
            of: int
            other_rank: int
            other_of: int
            establishments: int
            other_establishments: int
            wage: float
            other_wage: float
            sells: str
            headline: str
            caution: str

        Where nothing is found: No statistical office that is loaded counts industries in both places, or
        none of their groups is like that. Let all groups be shown, ask about counties, metros or states
        that it covers, or load a table of industries by place that has them, such as cbp_2021 for the
        United States.
        The same as nodes rather than a table: atlas.ask('places/compared', ...).
        """

    def groupings(
        self,
    ) -> DataFrame:
        """By which clusters, or by which level of which classification, can the portfolio of a place be shown?

        Clusters that somebody drew of industries, drawing by drawing (those within others apart), and the
        levels of each classification in which a statistical office counts anything. Industries are the
        classes counted that belong to a group, cells the numbers of an industry in a place that the office
        publishes for them, in all years.

        What it cannot know: Clusters of which no source names the industries.

        Columns:
            grouping: str
            groups: int
            industries: int
            cells: int
            years: list
            sources: list

        Where nothing is found: No figures of industries in places are loaded. Load cbp_2021, or a table of
        industries by place with their establishments and jobs.
        The same as nodes rather than a table: atlas.ask('places/groupings', ...).
        """

    def inside(
        self,
        area: str | Mapping[str, Any],
        *,
        kind: Literal[
            "any",
            "Firm",
            "Institution",
        ] = "any",
        industry: str | FoundNode | None = None,
        limit: int = 500,
    ) -> DataFrame:
        """Which organisations stand inside an area that I draw?

        The sides of the area are straight on a map of plain degrees. Rests on says what the location of an
        organisation is known by: where a source gives only a postal code or a town, it counts as standing
        at the centre of that area, which may lie on the other side of the line.

        What it cannot know: Organisations that no source locates.

        Parameters:
            area: Corners as latitude,longitude; latitude,longitude; ..., or a GeoJSON Polygon; give an
                area as 'latitude,longitude; latitude,longitude; ...' or a GeoJSON Polygon.
            kind: Firms or institutions only; choose one of any, Firm, Institution. Default: 'any'.
            industry: Only those in this industry, of any level; give the name or id of one industry.
            limit: How many at most; give a whole number from 1 up to 20000. Default: 500.

        Columns:
            organisation, organisation_id, organisation_kind, organisation_lat, organisation_lon:
                Organisation
            id: str
            industry: str
            employees: int
            town: str
            rests_on: str

        Where nothing is found: Nothing that is loaded has a location inside this area; draw it wider, or
        see that latitude and longitude are not exchanged.
        The same as nodes rather than a table: atlas.ask('places/inside', ...).
        """

    def linkages(
        self,
        place: str | FoundNode,
        *,
        group: str | Sequence[str] = "corporate,alike,trade,institutions",
        limit: int = 300,
    ) -> DataFrame:
        """Which organisations of this place are linked, with whom, how, and who says so?

        Linkages with at least one end in the place; across says that the other end is not in it (or that
        nobody says where it is). Basis: a source states the linkage (recorded), or it is inferred from
        something else (possible).

        What it cannot know: Linkages that no source states, and where the other end is if no source locates
        it.

        Parameters:
            place: County, metro, state, appellation or region; give the name or id of one place.
            group: Only linkages of these kinds or groups of kinds; give one or, with commas, several of
                any, corporate, structure, alike, trade, institutions, ACQUIRED, RELOCATED_TO,
                SPUN_OFF_FROM, UNIT_OF, BORDERS, LOCATED_IN, WITHIN, COMPETES_WITH, COMPLEMENTS,
                COOPERATES_WITH, DISTRIBUTES_FOR, NEEDS, PROVIDES, SERVES, SUPPLIES, FINANCES, FUNDS,
                MEMBER_OF, PROMOTES, REGULATES, RESEARCHES_WITH, SETS_STANDARDS_FOR, TESTS_FOR,
                TRAINS_FOR. Default: 'corporate,alike,trade,institutions'.
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

    def portfolio(
        self,
        place: str | FoundNode,
        *,
        and_place: str | FoundNode | None = None,
        and_another: str | FoundNode | None = None,
        and_one_more: str | FoundNode | None = None,
        by: str | None = None,
        compare: Literal[
            "its own type",
            "state",
            "metro",
            "county",
            "region",
            "nation",
        ] = "its own type",
        strong: Literal[
            "any",
            "qualifying",
            "significant",
            "strong",
            "strong10",
        ] = "any",
        year: int | None = None,
        since: int | None = None,
        limit: int = 100,
    ) -> DataFrame:
        """Which clusters or industries does this place live on, traded and local, in which is it strong, and
        how does it stand among others?

        Jobs, establishments and payroll (thousands a year, in the currency of the source) as the office
        publishes them; wage is payroll over jobs. Share is that of the jobs of the place; of a group that
        is all traded or all local, that of its traded or local jobs, where a source says which industries
        are which. The location quotient (lq) is that share over the same share in the nation: 2 is twice as
        much as there. Strength by the rule that the US Cluster Mapping Project describes: strong where,
        among the places of the same type with jobs in it, the location quotient is at least 1 and in the
        uppermost quarter and jobs and establishments are each above the lowest quarter (strong10: the
        uppermost tenth; significant: above the median, with the same floors; qualifying: above the lowest
        quarter). Rank by jobs and by location quotient, of so many places that have it. Missing share is
        what of its jobs the office is estimated to leave out, since it hides cells of few establishments:
        of (published + left out), so that every figure of a line stands on the rest. Reliability says
        unreliable where that is more than half: the location quotient, rank and strength of such a line say
        little. It says not published, and there is no figure, where all that there may be is left out: such
        lines come last, those with most jobs by the estimate first. Sells: traded (beyond the region),
        local or both, as a source says of its industries; where none does, by how unevenly their jobs are
        spread over the states of the nation, which is told behind the word. Growth is over cells published
        in both years. Related are groups that a source relates to it, or that it buys much from or sells
        much to by the input-output table; an asterisk marks those in which the place is strong. The first
        lines are the place itself: all its industries, and where it is known which these are, its traded
        and its local ones, with the share of them that is in strong groups. docs/places.md has each
        formula.

        What it cannot know: What the office leaves out (estimated for all cells of a kind, not known for
        one), the self-employed, farms and whatever else it does not survey, and changes between years that
        are not loaded.

        Parameters:
            place: Nation, state, metro, county, or a region that counties are within; give the name or
                id of one place.
            and_place: A second place, to take both as one region of your own; it may lie across a
                border; give the name or id of one place.
            and_another: A third place of the region; give the name or id of one place.
            and_one_more: A fourth place of the region; give the name or id of one place.
            by: What industries are grouped by; left empty, clusters where some are loaded, else
                branches, of what counts the place; choose one of the column grouping of
                places/groupings.
            compare: Among which places it is ranked; choose one of its own type, state, metro, county,
                region, nation. Default: 'its own type'.
            strong: Only those in which it is at least so strong; choose one of any, qualifying,
                significant, strong, strong10. Default: 'any'.
            year: The year of the figures; where nothing is counted in it the latest full one before;
                left empty, the latest that is counted in full; give a whole number from 1 up to 9999.
            since: Growth since this year; left empty, since the last year before in which the place is
                counted in full; give a whole number from 1 up to 9999.
            limit: How many lines at most; give a whole number from 1 up to 2000. Default: 100.

        Columns:
            group, group_id, group_kind, group_lat, group_lon: Entity
            sells: str
            jobs: int
            strength: str
            lq: float
            rank: int
            of: int
            share: float
            missing_share: float
            reliability: str
            rank_lq: int
            wage: float
            establishments: int
            payroll: float
            growth: float
            related: list
            years: list
            sources: list
            reason: str
            headline: str
            caution: str

        Where nothing is found: No statistical office that is loaded counts industries in this place. Ask
        about a county, metro or state that it covers, or load a table of industries by place that has it,
        such as cbp_2021 for the United States.
        The same as nodes rather than a table: atlas.ask('places/portfolio', ...).
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

        What it cannot know: What an organisation does at an address, and whether the two ever met: a shared
        address may be a joint cellar, an incubator or a business park.

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

    def strong_in(
        self,
        cluster: str | FoundNode | None = None,
        industry: str | FoundNode | None = None,
        *,
        type: Literal[
            "metro",
            "county",
            "state",
            "nation",
            "region",
            None,
        ] = None,
        within: str | FoundNode | None = None,
        strong: Literal[
            "any",
            "qualifying",
            "significant",
            "strong",
            "strong10",
        ] = "any",
        order: Literal[
            "strength",
            "jobs",
            "specialisation",
        ] = "strength",
        year: int | None = None,
        limit: int = 50,
    ) -> DataFrame:
        """Where is this cluster, or this industry, strong, and which places have most of it?

        Strength, location quotient (lq) and ranks as in places/portfolio, among all places of the type with
        jobs in it in the nation that the place is in, as the headline says; those in several nations or in
        none, and nations themselves, are compared with all that is counted; whole share is what a place has
        of all its jobs there, share what it makes of the jobs of the place. Missing share is what of its
        jobs in the place the office is estimated to leave out; where that is more than half, reliability
        calls the line unreliable. Where a much smaller (or larger) share of all jobs is published of a
        place than of the nation, reason says by what factor its location quotient is too high (or too low).
        Ordered by strength, those equally strong by jobs. A cluster is the sum of its industries, whichever
        of them a place has. Of a cluster of organisations whose industries nobody names, such as a boundary
        that was kept, these are the industries of at least one in ten of its members with an industry on
        record, as the headline says.

        What it cannot know: Places where so few do it that the office leaves all of them out, and whether
        establishments of one industry in a place have anything to do with each other.

        Parameters:
            cluster: A cluster. Where nobody names its industries, those of its members count; give the
                name or id of one cluster.
            industry: Or an industry of any level, such as 3254 or Wineries; give the name or id of one
                industry.
            type: What sort of places; left empty, metros, or where it is counted in none the type with
                most; choose one of metro, county, state, nation, region.
            within: Only places within this one; they are ranked among all of their type in the nation;
                give the name or id of one place.
            strong: Only places where it is at least so strong; choose one of any, qualifying,
                significant, strong, strong10. Default: 'any'.
            order: Which come first: the strongest, those with most jobs, or the most specialised;
                choose one of strength, jobs, specialisation. Default: 'strength'.
            year: The year of the figures; where nothing is counted in it the latest full one before;
                left empty, the latest that is counted in full; give a whole number from 1 up to 9999.
            limit: How many places at most; give a whole number from 1 up to 4000. Default: 50.

        Columns:
            place, place_id, place_kind, place_lat, place_lon: Place
            strength: str
            jobs: int
            lq: float
            rank: int
            rank_lq: int
            of: int
            whole_share: float
            share: float
            missing_share: float
            reliability: str
            wage: float
            establishments: int
            payroll: float
            sells: str
            reason: str
            note: str
            headline: str
            caution: str

        Where nothing is found: No statistical office that is loaded counts jobs of this cluster or industry
        in places of this type. Take another type of place or a wider class, or load a table of industries
        by place that has it, such as cbp_2021 for the United States.
        The same as nodes rather than a table: atlas.ask('places/strong_in', ...).
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

        What it cannot know: Whether what is filled is right.

        Parameters:
            source: Id of one source; all if not given; choose one of the column source_id of
                sources/list.

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
        kept as an alias or united. What is only written differently is no disagreement: case, punctuation,
        St for Street, LLC for a limited liability company, https and www before an address of the web.

        What it cannot know: Which of the sources is right: trust says which is believed.

        Parameters:
            source: Id of a source: only where it is one of those that disagree; choose one of the
                column source_id of sources/list.
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

        What it cannot know: Whether it lacks the value or only the sources do.

        Parameters:
            lacks: What is missing; choose one of location, place, code, linkage. Default: 'linkage'.
            source: Id of a source: only organisations that it speaks of; choose one of the column
                source_id of sources/list.
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

        What it cannot know: Whether the organisations lack it or only the sources do.

        Parameters:
            source: Id of a source: only organisations that it speaks of; choose one of the column
                source_id of sources/list.

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

class Related(Topic):
    def clusters(
        self,
        *,
        regions: Literal[
            "metro",
            "county",
            "state",
            "region",
            "town",
            None,
        ] = None,
        by: str | None = None,
        traded: bool = True,
        fewest: int | None = None,
        most: int | None = None,
        year: int | None = None,
        limit: int = 2000,
    ) -> DataFrame:
        """Which industries belong together, by where they are found, who trades with whom and who serves the
        same customers?

        The algorithm of Delgado, Porter and Stern (2014). Some hundred candidates (ways to measure
        relatedness, ways to group, numbers of clusters) are each made from half of the places and scored by
        the other half; the best is made from all places and corrected where all thirds of the places agree
        that an industry is out of place. A cluster is named by the industries that are most related with
        its others. Degree says how firmly the industry belongs: in what share of comparisons, over 20
        random halves of the places, it is more related with its cluster than with the mean, and with 95 %,
        of the others. Relatedness is how related it is with the others of its cluster, in standard
        deviations above any two industries: at 0 or less no cluster fits it, whatever its degree. Next is
        the cluster that it is related with most besides. Employment is published jobs in those places;
        missing share what of its jobs the office is estimated to leave out. Takes a minute or two. Saved as
        CSV it loads as the source related_industries, which keeps the clusters in the graph.
        docs/related-industries.md has formulas and what was measured.

        What it cannot know: Relatedness by skills, unless occupations are given in Python; whatever no
        statistical office counts, such as farms; and why industries are found together.

        Parameters:
            regions: Between which places figures are compared; left empty, metros, or where too few of
                these are counted the type with most; many are needed, and each large enough to hold a
                whole cluster; choose one of metro, county, state, region, town.
            by: The level of a classification whose industries are grouped; left empty, the finest of
                the classification that most of the places are counted by; choose one of the column
                grouping of places/groupings.
            traded: Only industries that sell beyond their region: as a source says, or else by how
                unevenly they are spread; give yes or no. Default: True.
            fewest: The fewest clusters; left empty, in proportion to the 30 to 60 of 660 industries,
                and 2 to 5 of 20; give a whole number from 2 up to 500.
            most: The most clusters; give a whole number from 2 up to 500.
            year: The year of the figures; where nothing is counted in it the latest full one before;
                left empty, the latest that is counted in full; give a whole number from 1 up to 9999.
            limit: How many industries at most; give a whole number from 1 up to 20000. Default: 2000.

        Columns:
            industry, industry_id, industry_kind: Industry
            cluster: str
            cluster_name: str
            degree: float
            relatedness: float
            next_cluster: str
            employment: int
            missing_share: float
            years: list
            drawn_by: str
            parameters: str
            reason: str
            headline: str

        Where nothing is found: No figures of industries in places are loaded. Load cbp_2021, or a table of
        industries by place with their establishments and jobs.
        The same as nodes rather than a table: atlas.ask('related/clusters', ...).
        """

    def definition(
        self,
        industry: str | FoundNode,
        *,
        also: str | FoundNode | None = None,
        also_another: str | FoundNode | None = None,
        regions: Literal[
            "metro",
            "county",
            "state",
            "region",
            "town",
            None,
        ] = None,
        by: str | None = None,
        traded: bool = True,
        year: int | None = None,
    ) -> DataFrame:
        """Are the industries of this class related with each other more than with other sectors, and does it
        leave out those most related with them?

        What figures of industries in places say of a definition by codes, wherever its firms are;
        boundaries/lint says what linkages between organisations say of it in one place. Two industries are
        the more similar the more they are found in the same places and sell to the same customers (the
        steady similarity of docs/related-industries.md, in standard deviations: 0 is what two industries
        are on average). Too broad: divided into two halves that are as different as can be, those of one
        half are on average no more similar with the other half than all of them are with some other sector
        (a class of the top level), so that the definition is not one cluster but several; the figure is the
        mean between the halves, the threshold the highest mean with another sector. Too narrow: of the five
        industries most similar with each one inside, counted where the pair is among the closest twentieth
        of all, most are outside; the figure is their share. Of is how many industries or pairs the check
        rests on, missing share what of the jobs of the industries inside the office is estimated to leave
        out.

        What it cannot know: Relatedness by skills and technology; and whether what is so in all places is
        so in one.

        Parameters:
            industry: A class of a classification of any level: a sector such as 31, a branch such as
                3391, or a single industry such as 333249; give the name or id of one industry.
            also: Another class that the definition takes in; give the name or id of one industry.
            also_another: A third one; give the name or id of one industry.
            regions: Between which places figures are compared; left empty, metros, or where too few of
                these are counted the type with most; choose one of metro, county, state, region, town.
            by: The level of a classification whose industries are compared; left empty, the finest of
                its classification that is counted; choose one of the column grouping of
                places/groupings.
            traded: Only industries that sell beyond their region; give yes or no. Default: True.
            year: The year of the figures; where nothing is counted in it the latest full one before;
                left empty, the latest that is counted in full; give a whole number from 1 up to 9999.

        Columns:
            check: str
            verdict: str
            suggestion: str
            figure: float
            threshold: float
            reads: str
            of: int
            industries: list
            reason: str
            missing_share: float
            years: list
            headline: str

        Where nothing is found: No industry that is compared is within this class. Ask about another class,
        choose in "by" the level that its industries are of, or let industries that sell in their region
        alone count, too (traded: no).
        The same as nodes rather than a table: atlas.ask('related/definition', ...).
        """

    def industries(
        self,
        industry: str | FoundNode,
        *,
        regions: Literal[
            "metro",
            "county",
            "state",
            "region",
            "town",
            None,
        ] = None,
        by: str | None = None,
        traded: bool = False,
        basis: Literal[
            "any",
            "co-location",
            "input-output",
            "customers",
        ] = "any",
        year: int | None = None,
        limit: int = 30,
    ) -> DataFrame:
        """Which industries are related with this one, by what, and how strongly?

        Places are those in which its classification is counted. Three bases of relatedness, each as a rank
        from 0 to 1: the share of all industries that are related with this one no more. Co-location: the
        two are found in the same places (correlation of the square roots of jobs, of establishments,
        coagglomeration, and specialisation in the same places; figures of industries with few cells are
        steadied by what their wider classes tell). Input-output: the largest of four shares, what one buys
        from or sells to the other. Customers: both sell to the same buyers. Strength is one half
        co-location, the other the mean of the other ranks there are. The columns behind them are the
        similarities themselves: co-location of jobs and of establishments (LC-Employment and
        LC-Establishment, correlations of the square roots of shares over places), coagglomeration (COI) and
        the largest of the four shares of trade (IO), as docs/related-industries.md defines them. Recorded
        says on what basis a source states that the two are related (RELATED_TO). Missing share is what of
        the jobs of the related industry the office is estimated to leave out. Among industries without ties
        a high rank is small print: compare the similarities. An input-output table has some 400 classes:
        industries of one class have the same trade, as reason says; the headline names who trades much and
        stands further down, as input-output counts one quarter beside customers (one quarter) and places
        (one half).

        What it cannot know: Relatedness by skills and technology, unless a source states it; and why
        industries are found together.

        Parameters:
            industry: An industry of any level that is counted, such as 312130; give the name or id of
                one industry.
            regions: Between which places figures are compared; left empty, metros, or where too few of
                these are counted the type with most; choose one of metro, county, state, region, town.
            by: The level of a classification whose industries are compared; left empty, that of the
                industry; choose one of the column grouping of places/groupings.
            traded: Only with industries that sell beyond their region; give yes or no. Default: False.
            basis: Ranked by this alone; choose one of any, co-location, input-output, customers.
                Default: 'any'.
            year: The year of the figures; where nothing is counted in it the latest full one before;
                left empty, the latest that is counted in full; give a whole number from 1 up to 9999.
            limit: How many at most; give a whole number from 1 up to 2000. Default: 30.

        Columns:
            related, related_id, related_kind: Industry
            strength: float
            co_location: float
            input_output: float
            customers: float
            co_location_of_jobs: float
            co_location_of_establishments: float
            coagglomeration: float
            largest_trade_share: float
            recorded: list
            missing_share: float
            years: list
            reason: str
            headline: str

        Where nothing is found: Nothing can be said of this industry with these choices. Leave “by” empty to
        compare it with industries of its own level, or ask about a wider one.
        The same as nodes rather than a table: atlas.ask('related/industries', ...).
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

        What it cannot know: Names that no source gives: abbreviations, brands and former names are found
        only where a source lists them.

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

    def matching(
        self,
        *,
        text: str | None = None,
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
        here: str | FoundNode | None = None,
        km: float | None = None,
        minutes: float | None = None,
        speed: float = 50.0,
        detour: float = 1.2,
        place: str | FoundNode | None = None,
        area: str | Mapping[str, Any] | None = None,
        industry: str | FoundNode | None = None,
        input: str | FoundNode | None = None,
        facets: bool = False,
        limit: int = 20,
    ) -> DataFrame:
        """Which organisations are called something like this, in this place or field, with this input, or near
        here?

        All that is given must hold. Every word of the text may be exact, a beginning, or a letter off; the
        rarer the matching words (BM25) and the better linked a thing, the earlier it comes; without a text
        the best linked come first. Place, area, distance, industry and input are of organisations, so that
        with one of them nothing else is found. Facets count each organisation once for every place,
        industry and input that it is tied to. Of a text that more than 20,000 names come near, the nearest
        are searched and counted.

        What it cannot know: Names that no source gives, and organisations of which no source says the
        place, industry or input that is asked for.

        Parameters:
            text: A name or part of one; accents, case and small slips do not matter. It may be left out
                where something else is given; give a text.
            kind: What to look for; choose one of any, Organisation, Firm, Institution, Industry, Place,
                Input, Cluster, Initiative, Document. Default: 'any'.
            here: An organisation or a place to measure km or minutes from; give the name or id of one
                entity.
            km: How far away at most; 50 where neither time, place nor area is given; give a number from
                0.1 up to 2000 km.
            minutes: How long the way takes at most; an estimate, no route: the straight line times the
                detour, at speed; give a number from 1 up to 1440 minutes.
            speed: With minutes: the speed on average, stops included. An assumption of yours: no source
                gives it; give a number from 1 up to 300 km/h. Default: 50.0.
            detour: With minutes: how many times the straight line the way by road is. Newell (1980)
                found about 1.2 in towns; hills and water make it more; give a number from 1 up to 5.
                Default: 1.2.
            place: Only those that a source places in it, or in a place within it; give the name or id
                of one place.
            area: Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a
                GeoJSON Polygon; give an area as 'latitude,longitude; latitude,longitude; ...' or a
                GeoJSON Polygon.
            industry: Only organisations in this industry, or in a class within it; give the name or id
                of one industry.
            input: Only organisations that provide or need it; give the name or id of one input.
            facets: How many match, by kind, place, industry and input, in place of the matches; give
                yes or no. Default: False.
            limit: How many at most; with facets, of each; give a whole number from 1 up to 20000.
                Default: 20.

        Columns:
            entity, entity_id, entity_kind, entity_lat, entity_lon: Entity
            id: str
            name: str
            kind: str
            place: str
            linkages: int
            score: float
            facet: str
            count: int

        Where nothing is found: Nothing is all of that at once. Take a filter out, look farther, write fewer
        letters of the name, or load a source that has it.
        The same as nodes rather than a table: atlas.ask('search/matching', ...).
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

        What it cannot know: Names that no source gives: abbreviations, brands and former names are found
        only where a source lists them.

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

        What it cannot know: What the sources leave out.

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

        Complete says that the last load came to its end; nodes, links and rejects are those of that load;
        of clusters that users kept, where each version was written by itself, those of all that are there.

        What it cannot know: Whether the publisher has newer files.

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

    def supplied(
        self,
        *,
        limit: int = 5000,
    ) -> DataFrame:
        """Which inputs and services do linkages name, and how many give and get each?

        Inputs of SUPPLIES and services of SERVES as sources name them, those with most takers first;
        recorded is how many of the linkages a source states, the others are inferred. The same thing under
        two names counts twice.

        What it cannot know: What linkages without a name bring.

        Parameters:
            limit: How many at most; give a whole number from 1 up to 20000. Default: 5000.

        Columns:
            what: str
            givers: int
            takers: int
            linkages: int
            recorded: int
            sources: list

        Where nothing is found: No source that is loaded names what is supplied; a table of who supplies
        whom may name it in a column of its own.
        The same as nodes rather than a table: atlas.ask('sources/supplied', ...).
        """

    def __call__(
        self,
    ) -> DataFrame:
        """Where do the facts come from, what do they speak of, and under which terms may they be used?

        Complete says that the last load came to its end; nodes, links and rejects are those of that load;
        of clusters that users kept, where each version was written by itself, those of all that are there.

        What it cannot know: Whether the publisher has newer files.

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
    boundaries: Boundaries
    clusters: Clusters
    gaps: Gaps
    industries: Industries
    institutions: Institutions
    matches: Matches
    near: Near
    organisation: Organisation
    paths: Paths
    places: Places
    quality: Quality
    related: Related
    search: Search
    sources: Sources

    def __init__(self, ask: Callable[[str, Mapping[str, Any]], DataFrame]) -> None: ...
