#compdef tinynet
# Completes tinynet in zsh; tinynet init zsh prints it.

_tinynet() {
  local line value what fits=1
  local -a values shown
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    what=${line#"$value"}
    what=${what#$'\t'}
    if [[ $line == $'\tfiles' ]]; then
      _files
      return
    fi
    [[ $value == "${(Q)PREFIX}"* ]] || fits=0
    values+=("$value")
    shown+=("${value}${what:+  -- $what}")
  done < <(command tinynet __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
  (( $#values )) || return 1
  # -U: somebody found by a name is offered by the handle, which begins otherwise.
  compadd -U -V tinynet -l -d shown -a values
  # Then nothing is put over what is typed until one is chosen.
  if (( ! fits && $#values > 1 )); then
    compstate[insert]=''
    compstate[list]='list force'
  fi
}

# zsh loads this as the function itself where it lies in a folder of $fpath; else it is evaluated.
if [[ $funcstack[1] == _tinynet ]]; then
  _tinynet "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _tinynet tinynet
fi
