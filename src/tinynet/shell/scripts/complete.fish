# Completes tinynet in fish; tinynet init fish prints it.

function __tinynet_complete
    set -l before (commandline -opc)
    set -l typed (string trim --left --chars '"\'' -- (commandline -ct) | string replace --all '\\' '')
    for line in (command tinynet __complete fish $before[2..-1] "$typed" 2>/dev/null)
        if test "$line" = \tfiles
            __fish_complete_path "$typed"
        else
            printf '%s\n' $line
        end
    end
end
complete --command tinynet --no-files --keep-order --arguments '(__tinynet_complete)'
