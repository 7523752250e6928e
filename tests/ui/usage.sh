#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How the program answers before there is a window, and how it ends when it is told to from outside:
# usage.sh PROGRAM

set -u

program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# number, what, wanted status, words that must be there, the program and its arguments
check ()
{
  number=$1
  what=$2
  wanted=$3
  words=$4
  shift 4
  "$@" >"$folder/out" 2>"$folder/err"
  status=$?
  if [ "$status" -eq "$wanted" ] && grep -q -e "$words" "$folder/out" "$folder/err" &&
    ! grep -q -e CRITICAL -e ERROR "$folder/err"; then
    echo "ok $number - $what"
  else
    echo "not ok $number - $what: status $status"
    sed 's/^/# /' "$folder/out" "$folder/err"
    failed=1
  fi
}

echo 1..7
check 1 'a version' 0 '^cuelight [0-9]' "$program" --version
check 2 'a word' 2 'Usage: cuelight' "$program" foo
check 3 'a file' 2 'Usage: cuelight' "$program" --demo "$folder/a file"

# Its main loop runs when it answers over the bus. To be told to end is no reason to lose anything.
ends_well ()
{
  "$program" &
  console=$!
  tries=0
  until gdbus call --session --timeout 2 --dest io.github.cuelight.Cuelight \
    --object-path /io/github/cuelight/Cuelight --method org.gtk.Actions.List >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || break
    sleep 0.1
  done
  kill -s "$1" "$console"
  wait "$console"
  status=$?
  [ "$status" -ne 0 ] || echo 'ended'
  return "$status"
}
check 4 'told to end' 0 ended ends_well TERM
check 5 'interrupted' 0 ended ends_well INT
check 6 'left by its terminal' 0 ended ends_well HUP

# Not in its build tree and not installed: there is no schema for it.
unset GSETTINGS_SCHEMA_DIR
mkdir "$folder/data"
cp "$program" "$folder/cuelight"
check 7 'no schema' 1 'the schema “io.github.cuelight.Cuelight”' \
  env XDG_DATA_DIRS="$folder/data" "$folder/cuelight"
exit "$failed"
