"""The phrases of the rules in `happened.py`.

A * is a name; whole words only.
"""

from __future__ import annotations

from tinynet.contacts.sentences.text import phrases_of

SILENCE = phrases_of("""
    heard nothing back, heard nothing since, heard nothing yet, heard zilch, heard nowt, heard
    zip, nothing back, no word back, no word yet, no word since, still nothing, radio silence,
    left on read, left me on read, left unread
""")  # Nobody answered.
MACHINE = phrases_of("""
    got the machine, got his machine, got her machine, got their machine, answering machine,
    answerphone, answer phone, line was dead, line was busy, line was engaged, line busy,
    line engaged
""")  # Nobody picked up.
FAILED = (
    SILENCE
    + MACHINE
    + phrases_of("""
    cancelled, canceled, cancels, cancel, cancelling, cancellation, scrapped, shelved, axed,
    moved to, pushed to, was moved, be moved, been moved, pushed back, put back, on hold,
    delayed, up in the air, not happening, in doubt, washed out, work out, no one home, no one
    in, no one there, no one was, nobody was, no one about, brought forward, postponed,
    rescheduled, called off, call off, is off, was off, is cancelled, off sick, fell through,
    falls through, fallen through, rained off, rain check, raincheck, no show, no-show, bounced,
    bailed, flaked, ghosted, stood me up, stood us up, blew me off, blew me out, failed to, no
    answer, no reply, no response, no luck, no joy, unanswered, voicemail, voice mail,
    engaged, in vain, nobody home, nobody in, not in,
    not home, not there, to no avail, missed each other, missing each other, just missed,
    fizzled out, came to nothing, fell flat, fell apart, fallen apart, out of office,
    auto-reply, autoreply, called it off, cried off, pulled out, backed out, no one answered,
    nobody answered, rang out, went unanswered, got nowhere, gave up, empty house, snowed off,
    too ill, too busy, changed my mind, chickened out, thought better, got lost in the post,
    came back undelivered, turned down, bowed out, begged off, said no to, wriggled out, ducked
    out, bailed on, passed on, flaked on, copped out, wrong number, return to sender
""")
)  # What came to nothing.
LEFT_MESSAGE = phrases_of("""
    left a message, left her a message, left him a message, left them a message
""")  # Nobody was there.
WITHOUT = phrases_of("""
    no one, none of, no longer, nothing from, except, apart from, anyone but, everyone but,
    everybody but, all but *
""")  # What says no without a "not".
HELLO = phrases_of("""
    say hi, say hello, said hi, said hello, said goodbye, say goodbye, stayed for, staying for
""")  # What tells that somebody who was seen was met.
TRIED = phrases_of("""
    trying to, try to, meant to, was supposed to, had tickets, had plans, were supposed to,
    supposed to, was going to, were going to, was meant to, were meant to, forgot to, forgot,
    forgetting, forget, intended to, planned to, wanted to, hoped to, was hoping, was about to,
    never got round, failed to, refused to, decided against, decided not, couldn't bring myself,
    waited for *, waited for him, waited for her, waiting for *, waiting for him, waiting for
    her, was due to, were due to, hoped, avoided, dodged, ducked, was to, missed, had wanted,
    neglected, managed to miss, put off, ran out of time
""")  # What was only tried or meant.
NEARLY = phrases_of("""
    hope, i'd better, better call, fancy, dying to, kill for, almost, nearly, wish, wished,
    wishing, if only, would, wouldn't, could have, could've, should have, should've, might have,
    would've, might, i'd love, i'd like, i'd rather, we'd love, we'd like, i'd have, we'd have,
    as if, as though, supposedly, imagine, what if, rather than, may have, maybe, perhaps,
    apparently, allegedly, pretended, had i, probably, close to
""")  # Wishes, conditions, and what nearly was.
FAINT_PRAISE = (  # it was a lunch all the same
    "not bad", "not a bad", "not great", "not a great", "not the best", "not the worst",
    "not the greatest", "not the easiest", "not a brilliant", "not the most", "not a long",
    "not one but",
)  # fmt: skip
AHEAD = phrases_of("""
    will, i'll, we'll, he'll, she'll, they'll, it'll, won't, shall, gonna, going to see, going to
    meet, going to call, about to, next week, next month, next year, next weekend, next time, next
    summer, some day, someday, one day, need to, needs to, must, should, ought to, have to, has
    to, want to, wants to, wanna, would like, plan to, plan on, plans to, hope to, hoping,
    hopefully, looking forward, can't wait, cannot wait, cant wait, thinking of, thinking about,
    remind me, remember to, don't forget, dont forget, let's, lets, due to, intend to, intends to,
    meaning to, keep meaning, arranged, booked, scheduled, pencilled in, in the diary, in the
    calendar, overdue a, said yes to, got a call with, got a meeting with, have a call with, have
    a meeting with, looking to, expecting, expected, tomorrow, tmrw, tomoz, todo, reminder, idea,
    ideas, bucket list, agenda, resolution, to do, coming up, upcoming, later today, soon, gotta,
    wondering, aim to, aiming to, due, got tickets, bought tickets, have tickets, excited,
    counting down, off to, can, promised to, offered to, agreed to, asked to, to meet up, would
    like to, keen to, owe, owes, time to, on the way to, on my way to, running late
""")  # What is to come, or to be done.
LONG_AGO = phrases_of("""
    remember, remembering, remembered, remembers, used to, years ago, year ago, decades ago,
    months ago, ages ago, long ago, back in, back when, back then, in those days, old days,
    those days, the day when, as kids, as children, as a child, as a kid, as students, as a
    student, first met, met my, at university, at uni, at college, at school with, in college,
    in high school, met through, met * through, once upon, in my twenties, in our twenties, at
    school together, childhood, grew up, reminded, reminds, memories, anniversary of, last saw,
    last spoke, last met, since i, since we, last time, first time i, first time we, in my
    youth, in our youth, nostalgic, those were, in the eighties, in the nineties, in the 80s, in
    the 90s, throwback, i once, we once, * once, once had, once met, once went
""")  # What was long ago.
HABIT = phrases_of("""
    always, usually, often, sometimes, normally, generally, rarely, seldom, hardly ever, tends
    to, tend to, most days, most weeks, most weekends, every day, every week, every weekend,
    every month, every year, every morning, every evening, every night, every time, every
    monday, every tuesday, every wednesday, every thursday, every friday, every saturday, every
    sunday, every other, each week, each day, each year, once a week, twice a week, times a
    week, once a month, twice a month, times a month, once a year, twice a year, times a year,
    mondays, tuesdays, wednesdays, thursdays, fridays, saturdays, sundays, weekends, whenever,
    on and off, these days, nowadays, regularly, traditionally, any more, anymore
""")  # What is so in general.
MIND = phrases_of("""
    dream, dreamt, dreamed, dreaming, nightmare, thinking, thought about, thought of, imagined,
    imagining, fantasised, worried, worry, worrying, wondered, wonder, in love with, miss,
    missing, fed up with, angry with, cross with, furious with, annoyed with, disappointed with,
    disappointed in, proud of, jealous of, jealous, obsessed with, happy for, sorry for, afraid
    of, scared of, sad about, feel sorry, pleased for, tired of, sick of, crush on, prayed for,
    praying for, forgive, forgave, love, adore, hate, trust, believe, admire, envy, friends
    with, problem with, problems with, trouble with, issue with, issues with, happy with,
    patience with, connected with, on linkedin, feel guilty, prefer, favourite, need
""")  # Dreams, thoughts and feelings.
MEDIA = phrases_of("""
    photo of, friend request, connection request, photos of, photo with, photos with, picture
    with, pictures with, picture of, pictures of, video of, on tv, on television, on telly, on
    instagram, on facebook, on insta, on tiktok, on youtube, on linkedin, on twitter, on the
    news, in the news, on the radio, in the paper, in the papers, in the newspaper, on the
    cover, in a magazine, online profile, read about, heard about, heard of, heard that, hear
    that, obituary, interview with, story about, news about, gossip about, saw that, see that,
    according to, word is, rumour, rumours, from a distance, from afar, in the distance, across
    the street, from the bus, through the window, from the train, from the window, post about,
    's name, mentioned, googled, looked up, in an old, on the big screen, learned that, learnt
    that, hears, overheard, eavesdropped
""")  # What was seen on a screen, read, or heard of.
BOND = phrases_of("""
    lost touch, losing touch, out of touch, stay in touch, stayed in touch, keep in touch, kept
    in touch, known, friends with, friends since, best friends, close friends, related to, grew
    up with, lived with, live with, lives with, living with, lived together, shared a flat,
    shared a house, shared a room, in common, share a, to school with, to school together, fell
    in love, on good terms, on bad terms, stayed friends, became friends, put up with, identify
    with, dealing with, agree with, disagree with, sympathise with, side with, sided with,
    confused * with, replaced * with, compared * with, done with, up with that, wrong with,
    matter with, nothing with, what's up with, is up with, something's up with, a wide berth, a
    miss, plans with, plan with, friendship with, relationship with, appointment with, go way
    back, goes way back, named after, same age, same school, same birthday, get on with, gets on
    with, works with, worked with, engaged to, married to, neighbours with, are colleagues, were
    colleagues, belonged
""")  # What people are to each other.
AWAY = phrases_of("""
    he was out, she was out, they were out, * was out, he was away, she was away, * was away,
    was asleep, was busy, were busy, had left,
    had gone, had already, was gone, in the bin, deleted it, hung up
    before, was closed, ducked, hid, before i got, was shut, was engaged, tore it, binned it,
    burned it, burnt it, threw it, wrong day, wrong time, wrong place, was ill, was sick, was
    poorly, felt ill, was flooded, had to work, on strike, was at work, were at work, he's at work,
    she's at work, they're at work, was full, forgot, unsent,
    drafts
""")  # What takes the clause before it back.
