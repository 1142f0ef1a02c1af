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
