"""What a craving may come with, and what may be done about it.

The values are those of a diary that smokers have kept for years (the Smoke Free app's), so that
findings about one can be compared with the other.
"""

from enum import StrEnum


class Company(StrEnum):
    ALONE = "alone"
    PARTNER = "partner"
    FAMILY = "family"
    FRIENDS = "friends"
    COLLEAGUES = "colleagues"
    STRANGERS = "strangers"
    OTHER = "other"


class Activity(StrEnum):
    BAR_EVENT = "bar_event"
    CHATTING = "chatting"
    COFFEE_TEA = "coffee_tea"
    ALCOHOL = "alcohol"
    DRIVING = "driving"
    BED = "bed"
    JUST_EATEN = "just_eaten"
    AFTER_SEX = "after_sex"
    READING = "reading"
    RELAXING = "relaxing"
    BREAK = "break"
    THINKING = "thinking"
    WAKING = "waking"
    WORKING = "working"
    OTHER = "other"


class Feeling(StrEnum):
    ANNOYED = "annoyed"
    ANXIOUS = "anxious"
    BORED = "bored"
    DOWN = "down"
    HAPPY = "happy"
    HUNGRY = "hungry"
    LONELY = "lonely"
    STRESSED = "stressed"
    OTHER = "other"


class Strategy(StrEnum):
    DELAY = "delay"
    DISTRACT = "distract"
    DEEP_BREATH = "deep_breath"
    DRINK = "drink"
    NRT = "nrt"
    TALK = "talk"
    WALK = "walk"
    SURF_URGE = "surf_urge"
    OTHER = "other"
