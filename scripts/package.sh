#!/bin/sh
# Builds what is released into build/release: wheel and source archive (twice, and compared), a bill of materials
# (CycloneDX), and a trial of the wheel in an empty environment with what it depends on, from the locked files; then, with
# what the pages say to install besides, up to a plot in a notebook and an answer through an assistant's client.
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
cd "$root"

python3 -m venv "$release/sbom"
"$release/sbom/bin/pip" install --quiet --disable-pip-version-check cyclonedx-bom
"$release/sbom/bin/cyclonedx-py" environment --pyproject pyproject.toml --output-reproducible \
    --output-file "$release/unlike.cdx.json" "$release/trial/bin/python"
rm -r "$release/sbom"

echo "package: following the pages on notebooks and assistants, in a notebook of Jupyter's"
for wheel in "$release"/unlike-*.whl; do
    "$release/trial/bin/pip" install --quiet --disable-pip-version-check "$wheel[assistant]" matplotlib nbclient ipykernel
done
(cd "$release/trial/chats" && PATH="$release/trial/bin:$PATH" ../bin/python "$root/scripts/follow_pages.py" --kernel) \
    >"$release/trial/shown.json"
grep -q '"image/svg+xml": "<svg' "$release/trial/shown.json"
grep -q "very unlike Person A" "$release/trial/shown.json"
rm -r "$release/trial"
(cd "$release" && sha256sum unlike* >SHA256SUMS)
echo "package: in $release"
