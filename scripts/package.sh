#!/bin/sh
# Builds what is released into build/release: wheel and source archive (twice, and compared), a bill of materials
# (CycloneDX), and a trial of the wheel in an empty environment with what it depends on, from the locked files.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
release=$root/build/release
rm -rf "$release"
mkdir -p "$release/again"

.venv/bin/hatchling build -d "$release"
.venv/bin/hatchling build -d "$release/again" >/dev/null
for file in "$release"/unlike-*; do
    cmp "$file" "$release/again/$(basename "$file")" || { echo "package: two builds differ" >&2; exit 1; }
done
rm -r "$release/again"

echo "package: trying the wheel in an empty environment"
python3 -m venv "$release/trial"
"$release/trial/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
"$release/trial/bin/pip" install --quiet --disable-pip-version-check --no-deps "$release"/unlike-*.whl
cd "$release/trial"
bin/unlike sample chats >/dev/null
bin/unlike check "chats/WhatsApp Chat with Rosa.txt" --me Imke --timezone Europe/Berlin >answer.txt
grep -q "unlike Rosa" answer.txt
bin/python -c '
import unlike
chats = unlike.read("chats/WhatsApp Chat with Rosa.txt", zone="Europe/Berlin")
assert "unlike Rosa" in chats.analyse(me="Imke")._repr_html_()
'
cd "$root"

python3 -m venv "$release/sbom"
"$release/sbom/bin/pip" install --quiet --disable-pip-version-check cyclonedx-bom
"$release/sbom/bin/cyclonedx-py" environment --pyproject pyproject.toml --output-reproducible \
    --output-file "$release/unlike.cdx.json" "$release/trial/bin/python"
rm -r "$release/sbom" "$release/trial"
(cd "$release" && sha256sum unlike* >SHA256SUMS)
echo "package: in $release"
