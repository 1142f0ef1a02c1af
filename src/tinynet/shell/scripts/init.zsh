# tinynet for zsh, made by: tinynet init zsh

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
if (( ! $+functions[compdef] )); then
  autoload -Uz compinit && compinit -i
fi
compdef _tinynet tinynet

# Once a day, who is due: the day of the last greeting is kept in a file that the shell itself reads.
_tinynet_greet() {
  local file=${XDG_STATE_HOME:-$HOME/.local/state}/tinynet/greeted today='' seen=''
  zmodload zsh/datetime 2>/dev/null && strftime -s today %Y-%m-%d $EPOCHSECONDS ||
    today=$(date +%Y-%m-%d)
  [[ -r $file ]] && IFS= read -r seen <"$file"
  [[ $seen == "$today" ]] && return
  (umask 077 && mkdir -p "${file:h}" && print -r -- "$today" >|"$file") 2>/dev/null || return
  command tinynet due
}
[[ -o interactive && -t 1 && -z ${TINYNET_NO_GREETING-} ]] && _tinynet_greet
unfunction _tinynet_greet
