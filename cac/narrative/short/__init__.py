"""Short dictations without verbs: what lay in the patient before, what went in, what stays, read by word and not by phrase.

The readers of the families follow sentences ("a 10 Fr drain was placed into the collection and left to gravity"). A
telegram says "18G, wire, 10F pigtail, 200 cc pus, bag". Here each report is asked the same few questions whatever the
order of its words - which organ, an old tube or none, a puncture or none, a tube that stays, contrast, fluid - and a
table of the organ makes the procedure of the answers. It speaks only where no reader of a family has spoken.
"""
