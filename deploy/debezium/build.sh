#!/usr/bin/env bash
# Compiles the two classes that Debezium Server needs beside its own: build.sh <folder of Debezium Server> <jar to write>
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
server="${1:?the folder of Debezium Server is missing}"
jar="${2:?the jar to write is missing}"
classes="$(mktemp -d)"
trap 'rm -rf "$classes"' EXIT
bin="${JAVA_HOME:+$JAVA_HOME/bin/}"
"${bin}javac" --release 17 -cp "$server/lib/*" -d "$classes" "$here"/java/promenade/*.java
"${bin}jar" --create --file "$jar" -C "$classes" .
