# Completes tinynet in bash; tinynet init bash prints it.

_tinynet() {
  COMPREPLY=()
  local typed=${COMP_WORDS[COMP_CWORD]} line value plain
  # An open quote and backslashes are how it is typed, not what is meant.
  local meant=${typed#[\"\']}
  [[ $meant == = ]] && typed='' meant=''
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    if [[ $line == $'\tfiles' ]]; then
      compopt -o default -o filenames 2>/dev/null
    elif [[ -z $value ]]; then
      COMPREPLY+=('')  # nothing in common: bash leaves what is typed alone
    elif [[ $typed == [\"\']* ]]; then
      # Within quotes bash inserts it as it is, so only what needs no quoting goes there.
      printf -v plain %q "${value// /}"
      [[ $plain == "${value// /}" ]] && COMPREPLY+=("$value")
    else
      printf -v value %q "$value"
      COMPREPLY+=("$value")
    fi
  done < <(command tinynet __complete bash "${COMP_WORDS[@]:1:COMP_CWORD-1}" "${meant//\\/}" 2>/dev/null)
  # bash inserts behind a quote that opens within a word (O'), and what stands before it would stay.
  if [[ $typed =~ ^[^\"\'\\]+[\"\'][^\"\'\\]*$ ]]; then
    if ((${#COMPREPLY[@]} == 1)); then
      # A terminal answers `\e[5n`, as if it were typed, once this is over: then the word can go.
      _tinynet_word=("$typed" "${COMPREPLY[0]}")
      { bind -x '"\e[0n": _tinynet_replace' && printf '\e[5n' >/dev/tty; } 2>/dev/null
      COMPREPLY=()
    elif ((${#COMPREPLY[@]})); then
      COMPREPLY+=('')
    fi
  fi
}

# Puts what was completed in the place of the word that was typed, with the quote in it.
_tinynet_replace() {
  local before=${READLINE_LINE:0:READLINE_POINT} after=${READLINE_LINE:READLINE_POINT}
  if [[ -n ${_tinynet_word-} && $before == *"${_tinynet_word[0]}" ]]; then
    before=${before%"${_tinynet_word[0]}"}${_tinynet_word[1]}' '
    READLINE_LINE=$before$after READLINE_POINT=${#before}
  fi
  unset _tinynet_word
}
complete -F _tinynet tinynet
