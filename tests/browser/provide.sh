#!/bin/sh
# Provides what the browser tests need: a chromium or chrome, and the checkers from npm. Where something cannot
# be had, says what will be skipped; with CI=true the tests that miss it fail.
set -u
cd "$(dirname "$0")" || exit 1

found=""
for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if command -v "$name" >/dev/null 2>&1; then found=$name; break; fi
done
if [ -z "$found" ] && command -v apt-get >/dev/null 2>&1; then
    run=""
    [ "$(id -u)" = 0 ] || run="sudo -n"
    echo "No browser found: installing Debian's chromium."
    { $run apt-get update -q && $run apt-get install -y -q --no-install-recommends chromium; } >/tmp/provide-chromium.$$ 2>&1 \
        || tail -n 3 "/tmp/provide-chromium.$$"
    rm -f "/tmp/provide-chromium.$$"
    command -v chromium >/dev/null 2>&1 && found=chromium
fi
[ -n "$found" ] || echo "No chromium or chrome: the tests in a browser are skipped."

if [ -f package-lock.json ] && [ ! -d node_modules ]; then
    if command -v npm >/dev/null 2>&1; then
        npm ci --silent --no-audit --no-fund || echo "npm could not install axe-core and html-validate: their tests are skipped."
    else
        echo "No npm: the tests with axe-core and html-validate are skipped."
    fi
fi
exit 0
