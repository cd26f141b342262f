"""Make graph/server/artifacts.json: the jars a release of Neo4j needs here, each with its size and SHA-256.

    python scripts/neo4j_artifacts.py 2026.08.1

Run the tests marked `neo4j` on the new list before it is committed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from jgo.maven import Artifact, MavenContext

LIST = Path(__file__).parents[1] / "graph" / "server" / "artifacts.json"
ROOTS = (
    "org.neo4j.app:neo4j-server",
    # What the server loads by name, so that no dependency of it says so.
    "org.neo4j:neo4j",
    "org.neo4j:neo4j-security",
    "org.neo4j:neo4j-slf4j-provider",
    "org.neo4j:neo4j-fleet-management",
    "org.neo4j:neo4j-push-to-cloud",  # dump and load
)
UNUSED = {
    "the HTTP server and its API, which are off": (
        "org.eclipse.jetty:",
        "org.eclipse.jetty.ee",
        "org.eclipse.jetty.http2:",
        "org.glassfish.",
        "jakarta.",
        "javax.",
        "com.fasterxml.jackson.jaxrs:",
        "com.fasterxml.jackson.module:",
        "com.sun.",
        "org.jvnet.staxex:",
        "org.javassist:",
    ),
    "encrypted connections, which loopback does without": (
        "org.bouncycastle:",
        "io.netty:netty-tcnative-classes",
    ),
    "links to other servers": (
        "org.neo4j.driver:",
        "org.neo4j.bolt:",
        "io.projectreactor:",
        "org.reactivestreams:",
        "io.netty:netty-codec-haproxy",
        "io.netty:netty-codec-compression",
        "io.netty:netty-resolver",
    ),
    "import of Parquet files": (
        "org.apache.parquet:",
        "org.apache.hadoop:",
        "blue.strategic.parquet:",
        "org.xerial.snappy:",
        "commons-pool:",
        "commons-logging:",
    ),
    "Windows": ("com.profesorfalken:", "org.jprocesses:"),
    "building and testing Neo4j": (
        "junit:",
        "org.junit.",
        "org.hamcrest:",
        "org.apiguardian:",
        "com.google.error",
        "org.jspecify:",
        "org.neo4j:neo4j-cypher-macros",
        "org.scala-lang:scala-reflect",
        "org.ow2.asm:",
        "org.bitbucket.inkytonik.kiama:",
        "org.apache.logging.log4j:log4j-jul",
        "com.google.code.gson:",
        "org.locationtech.jts:",
        "org.apache.shiro:shiro-cache",
        "org.apache.shiro:shiro-config-core",
        "org.apache.shiro:shiro-crypto-cipher",
        "org.apache.shiro:shiro-event",
    ),
}


def jars(context: MavenContext, version: str) -> Iterator[Artifact]:
    """The jars of the release that the local server uses, each once."""
    unused = tuple(prefix for prefixes in UNUSED.values() for prefix in prefixes)
    seen = set()
    for root in ROOTS:
        component = context.project(*root.split(":")).at_version(version)
        _, dependencies = context.pom_dependency_list(component.pom())
        for artifact in (component.artifact(), *(node.dep.artifact for node in dependencies)):
            name = f"{artifact.groupId}:{artifact.artifactId}"
            # A classifier marks another platform's native code, for which Neo4j has a replacement.
            if name not in seen and not artifact.classifier and not name.startswith(unused):
                seen.add(name)
                yield artifact


def describe(artifact: Artifact) -> dict[str, str | int]:
    """The row of one jar, read from the jar itself."""
    content = artifact.resolve().read_bytes()
    return {
        "group": artifact.groupId,
        "artifact": artifact.artifactId,
        "version": artifact.version,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("version", help="a release of Neo4j, such as 2026.08.1")
    version = parser.parse_args().version
    # A cache of its own: a damaged jar elsewhere must not get its hash into the list.
    with TemporaryDirectory() as cache, ThreadPoolExecutor(8) as pool:
        context = MavenContext(repo_cache=Path(cache), timeout=30)
        rows = sorted(pool.map(describe, jars(context, version)), key=lambda row: (row["group"], row["artifact"]))
    text = ",\n".join(json.dumps(row) for row in rows)
    LIST.write_text(f'{{"version": "{version}", "artifacts": [\n{text}\n]}}\n', encoding="utf-8")
    print(f"{LIST}: {len(rows)} jars, {sum(int(row['bytes']) for row in rows) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
