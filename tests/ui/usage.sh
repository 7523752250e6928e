#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How the program answers before there is a window: usage.sh PROGRAM

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

echo 1..4
check 1 'a version' 0 '^cuelight [0-9]' "$program" --version
check 2 'a word' 2 'Usage: cuelight' "$program" foo
check 3 'a file' 2 'Usage: cuelight' "$program" --demo "$folder/a file"

# Not in its build tree and not installed: there is no schema for it.
unset GSETTINGS_SCHEMA_DIR
mkdir "$folder/data"
cp "$program" "$folder/cuelight"
check 4 'no schema' 1 'the schema “io.github.cuelight.Cuelight”' \
  env XDG_DATA_DIRS="$folder/data" "$folder/cuelight"
exit "$failed"
