# Once a day, who is due: the day of the last greeting is kept in a file.
function __tinynet_greet
    set -l folder "$HOME/.local/state"
    set -q XDG_STATE_HOME; and test -n "$XDG_STATE_HOME"; and set folder "$XDG_STATE_HOME"
    set -l file "$folder/tinynet/greeted"
    set -l today (date +%Y-%m-%d)
    set -l seen ''
    test -r "$file"; and read seen <"$file"
    test "$seen" = "$today"; and return
    begin
        mkdir -p "$folder/tinynet"; and echo "$today" >"$file"
    end 2>/dev/null; or return
    command tinynet due
end
if status is-interactive; and isatty stdout; and test -z "$TINYNET_NO_GREETING"
    __tinynet_greet
end
functions --erase __tinynet_greet
